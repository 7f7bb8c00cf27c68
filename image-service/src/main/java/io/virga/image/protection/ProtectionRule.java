package io.virga.image.protection;

import io.virga.model.Caller;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// Which roles may do what with the properties whose names `property` finds something in.
record ProtectionRule(Pattern property, Map<Operation, Set<String>> roles) {

    private static final String EVERYBODY = "@";

    boolean covers(String name) {
        return property.matcher(name).find();
    }

    boolean admits(Caller caller, Operation operation) {
        return roles.get(operation).stream().anyMatch(role -> role.equals(EVERYBODY) || caller.has(role));
    }
}
