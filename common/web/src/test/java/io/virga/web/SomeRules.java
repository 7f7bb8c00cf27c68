package io.virga.web;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Rules for tests.
final class SomeRules {

    private SomeRules() {}

    @Rule(value = "create_thing", to = Access.PROJECT_MEMBER)
    void create() {}

    @Rule(
            value = "get_thing",
            to = {Access.PROJECT_READER, Access.SYSTEM_READER})
    void get() {}

    @Rule(
            value = "get_user",
            to = {Access.SELF, Access.DOMAIN_READER, Access.SYSTEM_READER})
    void user() {}

    @Rule(value = "make_key", to = Access.SELF, lasting = Rule.Lasting.UNRESTRICTED)
    void key() {}

    @Rule(value = "get_secret", to = Access.SELF, lasting = Rule.Lasting.YES)
    void secret() {}

    @Rule(value = "serve", to = Access.SERVICE)
    void serve() {}

    static Map<String, Rule> all() {
        return Arrays.stream(SomeRules.class.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Rule.class))
                .map(method -> method.getAnnotation(Rule.class))
                .collect(Collectors.toMap(Rule::value, Function.identity()));
    }

    static Rule named(String name) {
        return all().get(name);
    }
}
