package io.virga.image.tag;

import io.virga.image.image.Images;
import io.virga.model.Caller;
import io.virga.model.CloudException.Invalid;
import io.virga.model.CloudException.NotFound;
import io.virga.model.CloudException.TooLarge;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.ArrayList;

/// Single tags of an image. Each method is one transaction.
@ApplicationScoped
class TagService {

    private static final int LONGEST = 255;
    private static final int MOST = 128;

    private final Images images;
    private final Clock clock;

    TagService(Images images, Clock clock) {
        this.images = images;
        this.clock = clock;
    }

    @Transactional
    void add(Caller caller, String id, String tag) {
        if (tag.isEmpty() || tag.length() > LONGEST || tag.indexOf('\0') >= 0) {
            throw new Invalid("A tag has 1 to %d characters.".formatted(LONGEST));
        }
        var image = images.getToChange(caller, id);
        var tags = new ArrayList<>(image.description().tags());
        if (!tags.contains(tag) && tags.size() >= MOST) {
            throw new TooLarge("An image has at most %d tags.".formatted(MOST));
        }
        tags.add(tag);
        image.description().tag(tags);
        image.touch(clock.instant());
    }

    @Transactional
    void remove(Caller caller, String id, String tag) {
        var image = images.getToChange(caller, id);
        var tags = new ArrayList<>(image.description().tags());
        if (!tags.remove(tag)) {
            throw new NotFound("Tag", tag);
        }
        image.description().tag(tags);
        image.touch(clock.instant());
    }
}
