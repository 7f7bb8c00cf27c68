package io.virga.identity.project;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/// The filters of `GET /v3/projects`. `tags` asks for all of them, `anyTags` for one, `noTags` for not all of them,
/// `noAnyTags` for none.
record ProjectFilter(
        Optional<String> name,
        Optional<String> domainId,
        Optional<String> parentId,
        Optional<Boolean> enabled,
        List<String> tags,
        List<String> anyTags,
        List<String> noTags,
        List<String> noAnyTags) {

    boolean admitsTags(Project project) {
        var has = new HashSet<>(project.tags());
        return has.containsAll(tags)
                && (anyTags.isEmpty() || anyTags.stream().anyMatch(has::contains))
                && (noTags.isEmpty() || !has.containsAll(noTags))
                && noAnyTags.stream().noneMatch(has::contains);
    }
}
