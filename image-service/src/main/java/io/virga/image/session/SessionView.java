package io.virga.image.session;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.virga.image.image.ImageView;
import io.virga.image.session.SessionRecords.Open;
import io.virga.image.session.SessionRecords.Shown;
import java.net.URI;
import java.util.List;

/// An upload session as the API shows it, with the parts that have come through this service.
record SessionView(
        long size,
        @JsonProperty("part_size") long partSize,
        List<PartView> parts,
        @JsonProperty("expires_at") String expiresAt) {

    record PartView(
            int number,
            long size,
            @JsonInclude(JsonInclude.Include.NON_NULL) String sha256) {}

    record UrlsView(@JsonProperty("part_size") long partSize, List<URI> urls) {}

    static SessionView of(Open session) {
        return of(new Shown(session, List.of()));
    }

    static SessionView of(Shown shown) {
        var layout = shown.session().layout();
        return new SessionView(
                layout.size(),
                layout.partSize(),
                shown.parts().stream()
                        .map(part -> new PartView(
                                part.number(), part.size(), part.sha256().orElse(null)))
                        .toList(),
                ImageView.time(shown.session().expiresAt()));
    }

    static UrlsView of(SessionService.Urls urls) {
        return new UrlsView(urls.layout().partSize(), urls.parts());
    }
}
