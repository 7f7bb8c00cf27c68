package io.virga.image.metadef.listing;

import java.time.Instant;

/// A row that a listing sorts by its name, which no other row of the listing has, or by its times.
public interface Listed {

    String name();

    Instant createdAt();

    Instant updatedAt();
}
