package io.virga.identity.domainconfig;

import io.virga.model.CloudException.Forbidden;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The settings that a domain may have, as Identity v3 lists them, each with its default.
final class KnownOptions {

    static final String IDENTITY = "identity";
    static final String LDAP = "ldap";

    /// Taken, but never shown.
    private static final Map<String, Set<String>> SENSITIVE = Map.of(IDENTITY, Set.of(), LDAP, Set.of("password"));

    private static final Map<String, Map<String, Object>> DEFAULTS = new LinkedHashMap<>();

    static {
        DEFAULTS.put(IDENTITY, options("driver", "sql", "list_limit", null));
        DEFAULTS.put(LDAP, ldap());
    }

    private KnownOptions() {}

    private static Map<String, Object> ldap() {
        var all = options("url", "ldap://localhost", "user", null, "suffix", "cn=example,cn=com");
        all.putAll(options("query_scope", "one", "page_size", 0, "alias_dereferencing", "default"));
        all.putAll(options("debug_level", null, "chase_referrals", null));
        all.putAll(options("user_tree_dn", null, "user_filter", null, "user_objectclass", "inetOrgPerson"));
        all.putAll(options("user_id_attribute", "cn", "user_name_attribute", "sn", "user_mail_attribute", "mail"));
        all.putAll(options("user_description_attribute", "description", "user_pass_attribute", "userPassword"));
        all.putAll(options("user_enabled_attribute", "enabled", "user_enabled_invert", false));
        all.putAll(options("user_enabled_mask", 0, "user_enabled_default", "True"));
        all.putAll(options("user_attribute_ignore", List.of("default_project_id")));
        all.putAll(options("user_default_project_id_attribute", null, "user_enabled_emulation", false));
        all.putAll(options("user_enabled_emulation_dn", null, "user_enabled_emulation_use_group_config", false));
        all.putAll(options("user_additional_attribute_mapping", List.of()));
        all.putAll(options("group_tree_dn", null, "group_filter", null, "group_objectclass", "groupOfNames"));
        all.putAll(options("group_id_attribute", "cn", "group_name_attribute", "ou"));
        all.putAll(options("group_members_are_ids", false, "group_member_attribute", "member"));
        all.putAll(options("group_desc_attribute", "description", "group_attribute_ignore", List.of()));
        all.putAll(options("group_additional_attribute_mapping", List.of()));
        all.putAll(options("tls_cacertfile", null, "tls_cacertdir", null, "use_tls", false, "tls_req_cert", "demand"));
        all.putAll(options("use_pool", true, "pool_size", 10, "pool_retry_max", 3, "pool_retry_delay", 0.1));
        all.putAll(options("pool_connection_timeout", -1, "pool_connection_lifetime", 600));
        all.putAll(options("use_auth_pool", true, "auth_pool_size", 100, "auth_pool_connection_lifetime", 60));
        return all;
    }

    private static Map<String, Object> options(Object... namesAndValues) {
        var options = new LinkedHashMap<String, Object>();
        for (var i = 0; i < namesAndValues.length; i += 2) {
            options.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return options;
    }

    static Map<String, Map<String, Object>> defaults() {
        return DEFAULTS;
    }

    static boolean isSensitive(String group, String option) {
        return SENSITIVE.getOrDefault(group, Set.of()).contains(option);
    }

    /// `Forbidden`, as with Keystone, for a group that no domain has.
    static void requireGroup(String group) {
        if (!DEFAULTS.containsKey(group)) {
            throw refused("Group %s is not supported for domain specific configurations".formatted(group));
        }
    }

    static void requireOption(String group, String option) {
        requireGroup(group);
        if (!DEFAULTS.get(group).containsKey(option) && !isSensitive(group, option)) {
            throw refused("Option %s in group %s is not supported for domain specific configurations"
                    .formatted(option, group));
        }
    }

    static Forbidden refused(String reason) {
        return new Forbidden("Invalid domain specific configuration: %s.".formatted(reason));
    }
}
