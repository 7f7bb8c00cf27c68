package io.virga.compute.instance;

import io.virga.model.ImageId;
import io.virga.model.InstanceId;
import java.util.Map;

/// An instance to be created: everything about it is checked and looked up, only its share of the quota is not taken.
public record NewInstance(
        InstanceId id,
        String name,
        String description,
        ImageId image,
        InstanceSpec spec,
        String adminPassword,
        Map<String, String> metadata,
        String accessIpv4,
        String accessIpv6) {}
