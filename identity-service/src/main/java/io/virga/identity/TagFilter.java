package io.virga.identity;

import java.util.List;

/// What a listing asks of tags: `all` of them, one of `any`, not all of `notAll`, none of `none`.
public record TagFilter(List<String> all, List<String> any, List<String> notAll, List<String> none) {

    public static final TagFilter ANY = new TagFilter(List.of(), List.of(), List.of(), List.of());

    public static TagFilter of(ListQuery query) {
        return new TagFilter(
                query.words("tags"), query.words("tags-any"), query.words("not-tags"), query.words("not-tags-any"));
    }
}
