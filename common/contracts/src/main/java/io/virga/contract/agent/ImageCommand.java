package io.virga.contract.agent;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonSubTypes.Type;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeInfo.Id;
import java.util.UUID;

/// What the compute service asks of an agent about images and no instance. It has a queue of its own, so that no
/// instance waits for an image that nobody boots yet. How it goes is told by heartbeats.
@JsonTypeInfo(use = Id.NAME, property = "type")
@JsonSubTypes({@Type(name = "cache-image.v1", value = ImageCommand.CacheImage.class)})
public sealed interface ImageCommand {

    /// Have the image in the host's cache. `order` tells this wish from an earlier one for the same image.
    record CacheImage(UUID order, BootImage image) implements ImageCommand {}
}
