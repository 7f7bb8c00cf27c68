package io.virga.scheduler.provider;

import io.virga.model.CloudException.Invalid;
import io.virga.scheduler.placement.Amounts;
import io.virga.scheduler.placement.Resource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The Placement API's words for the resources.
public enum ResourceClass {
    VCPU(Resource.VCPU),
    MEMORY_MB(Resource.MEMORY),
    DISK_GB(Resource.DISK);

    private final Resource resource;

    ResourceClass(Resource resource) {
        this.resource = resource;
    }

    public Resource resource() {
        return resource;
    }

    public static Optional<ResourceClass> find(String name) {
        return Arrays.stream(values())
                .filter(known -> known.name().equals(name))
                .findFirst();
    }

    /// What there is of each resource, by the API's words; resources of which there is nothing are left out.
    public static Map<String, Long> present(Amounts amounts) {
        var present = new LinkedHashMap<String, Long>();
        for (var known : values()) {
            if (amounts.of(known.resource) > 0) {
                present.put(known.name(), amounts.of(known.resource));
            }
        }
        return present;
    }

    /// The amount of each resource, by the API's words.
    public static Map<String, Long> all(Amounts amounts) {
        var all = new LinkedHashMap<String, Long>();
        for (var known : values()) {
            all.put(known.name(), amounts.of(known.resource));
        }
        return all;
    }

    /// Reads `VCPU:1,MEMORY_MB:512`.
    public static Amounts parse(String text) {
        var amounts = Amounts.NONE;
        for (var part : text.split(",", -1)) {
            amounts = amounts.plus(parseOne(part));
        }
        return amounts;
    }

    private static Amounts parseOne(String part) {
        var colon = part.indexOf(':');
        var known = find(part.substring(0, Math.max(0, colon)))
                .orElseThrow(() -> new Invalid("Invalid resource class in resources parameter: '%s'".formatted(part)));
        return known.amount(positive(part, part.substring(colon + 1)));
    }

    private static long positive(String part, String digits) {
        try {
            var amount = Integer.parseInt(digits);
            if (amount > 0) {
                return amount;
            }
        } catch (NumberFormatException e) {
            throw new Invalid("resources: '%s' must be a resource class and an amount".formatted(part));
        }
        throw new Invalid("resources: the amount in '%s' must be positive".formatted(part));
    }

    private Amounts amount(long amount) {
        return switch (this) {
            case VCPU -> new Amounts(amount, 0, 0);
            case MEMORY_MB -> new Amounts(0, amount, 0);
            case DISK_GB -> new Amounts(0, 0, amount);
        };
    }
}
