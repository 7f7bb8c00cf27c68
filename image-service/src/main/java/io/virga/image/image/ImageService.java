package io.virga.image.image;

import io.virga.image.ImageConfig;
import io.virga.image.protection.PropertyProtections;
import io.virga.image.quota.ImageQuotas;
import io.virga.image.waste.Waste;
import io.virga.model.Caller;
import io.virga.model.CloudException.Invalid;
import io.virga.model.CloudException.TooLarge;
import io.virga.model.ImageId;
import io.virga.model.ProjectId;
import io.virga.web.Fields;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// What users may do with the description of an image. Each method is one transaction.
@ApplicationScoped
public class ImageService {

    private static final Pattern UUID_TEXT = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final int LONGEST_PROPERTIES = 64 << 10;

    private final Images images;
    private final Waste waste;
    private final ImageQuotas quotas;
    private final ImageConfig config;
    private final Clock clock;
    private final PropertyProtections protections;

    ImageService(
            Images images,
            Waste waste,
            ImageQuotas quotas,
            ImageConfig config,
            Clock clock,
            PropertyProtections protections) {
        this.images = images;
        this.waste = waste;
        this.quotas = quotas;
        this.config = config;
        this.clock = clock;
        this.protections = protections;
    }

    @Transactional
    Image create(Caller caller, Fields body) {
        var id = body.optionalText("id", 1, 255).map(ImageService::chosen).orElseGet(ImageId::random);
        var owner = body.optionalText("owner", 1, 64).map(ProjectId::new).orElseGet(caller::project);
        var image = new Image(id, caller.projectScope().orElse(owner), clock.instant());
        var attributes = new Attributes(caller, image, protections);
        body.keys().stream()
                .filter(key -> !key.equals("id"))
                .filter(key -> !(key.equals("owner") && body.isNull(key)))
                .forEach(key -> attributes.set(key, body, key));
        checkProperties(image);
        quotas.reserveImage(image.owner());
        images.add(image);
        return image;
    }

    private static ImageId chosen(String id) {
        if (!UUID_TEXT.matcher(id).matches()) {
            throw new Invalid("id: '%s' is not a UUID.".formatted(id));
        }
        return ImageId.fromString(id);
    }

    @Transactional
    Image update(Caller caller, String id, String patch) {
        var operations = PatchOperation.parse(patch);
        var image = images.getToChange(caller, id);
        var attributes = new Attributes(caller, image, protections);
        operations.forEach(operation -> operation.apply(attributes));
        checkProperties(image);
        image.touch(clock.instant());
        return image;
    }

    private void checkProperties(Image image) {
        var properties = new TreeMap<>(image.description().properties());
        properties.keySet().removeIf(Attributes::isOfTheCloud);
        if (properties.size() > config.maxProperties()) {
            throw new TooLarge("The limit on the number of image properties has been exceeded: %d, at most %d."
                    .formatted(properties.size(), config.maxProperties()));
        }
        var length = properties.entrySet().stream()
                .mapToInt(property ->
                        property.getKey().length() + property.getValue().length())
                .sum();
        if (length > LONGEST_PROPERTIES) {
            throw new TooLarge(
                    "All properties of an image together have at most %d characters.".formatted(LONGEST_PROPERTIES));
        }
    }

    @Transactional
    void delete(Caller caller, String id) {
        var image = images.getToChange(caller, id);
        image.delete(clock.instant()).forEach(waste::add);
    }

    @Transactional
    void removeFromStore(Caller caller, String id, String store) {
        var image = images.getToChange(caller, id);
        waste.add(image.removeFrom(store, clock.instant()));
    }

    @Transactional
    void deactivate(Caller caller, String id) {
        images.getToChange(caller, id).deactivate(clock.instant());
    }

    @Transactional
    void reactivate(Caller caller, String id) {
        images.getToChange(caller, id).reactivate(clock.instant());
    }
}
