package io.virga.identity.domainconfig;

import com.fasterxml.jackson.databind.JsonNode;
import io.virga.identity.credential.BlobVault;
import io.virga.identity.domain.Domains;
import io.virga.identity.domainconfig.DomainOption.Key;
import io.virga.messaging.WireFormat;
import io.virga.model.CloudException.NotFound;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The settings of domains come, change and go. What is sensitive is kept sealed, and never shown to anybody.
@ApplicationScoped
public class DomainConfigService {

    private final DomainConfigs configs;
    private final Domains domains;
    private final BlobVault vault;

    DomainConfigService(DomainConfigs configs, Domains domains, BlobVault vault) {
        this.configs = configs;
        this.domains = domains;
        this.vault = vault;
    }

    /// The settings now, and whether there were none before.
    record Stored(Map<String, Map<String, Object>> config, boolean isNew) {}

    @Transactional
    Stored replace(String domainId, ConfigDraft draft) {
        var before = all(domainId, Optional.empty(), Optional.empty());
        configs.remove(before);
        store(domainId, draft);
        return new Stored(shown(all(domainId, Optional.empty(), Optional.empty())), before.isEmpty());
    }

    /// All settings, when those named by `group` and `option` are there already.
    @Transactional
    Map<String, Map<String, Object>> update(
            String domainId, ConfigDraft draft, Optional<String> group, Optional<String> option) {
        if (group.isPresent()) {
            required(domainId, group, option);
        } else {
            domains.get(domainId);
        }
        store(domainId, draft);
        return shown(all(domainId, Optional.empty(), Optional.empty()));
    }

    /// What may be shown of it; not found when that is nothing.
    @Transactional
    Map<String, Map<String, Object>> get(String domainId, Optional<String> group, Optional<String> option) {
        var shown = shown(all(domainId, group, option));
        if (shown.isEmpty()) {
            throw missing(domainId, group, option);
        }
        return shown;
    }

    @Transactional
    void delete(String domainId, Optional<String> group, Optional<String> option) {
        configs.remove(group.isPresent() ? required(domainId, group, option) : all(domainId, group, option));
    }

    private List<DomainOption> required(String domainId, Optional<String> group, Optional<String> option) {
        var found = all(domainId, group, option);
        if (found.isEmpty()) {
            throw missing(domainId, group, option);
        }
        return found;
    }

    private List<DomainOption> all(String domainId, Optional<String> group, Optional<String> option) {
        group.ifPresent(name -> option.ifPresentOrElse(
                each -> KnownOptions.requireOption(name, each), () -> KnownOptions.requireGroup(name)));
        return configs.list(domains.get(domainId).id(), group, option);
    }

    private void store(String domainId, ConfigDraft draft) {
        draft.groups()
                .forEach((group, options) -> options.forEach((option, value) -> {
                    var known = configs.find(domainId, group, option);
                    var stored = known.orElseGet(() -> new DomainOption(new Key(domainId, group, option)));
                    if (KnownOptions.isSensitive(group, option)) {
                        stored.hide(vault.seal(value.toString()));
                    } else {
                        stored.show(value.toString());
                    }
                    if (known.isEmpty()) {
                        configs.add(stored);
                    }
                }));
    }

    private static Map<String, Map<String, Object>> shown(List<DomainOption> options) {
        var groups = new TreeMap<String, Map<String, Object>>();
        for (var option : options) {
            option.value()
                    .ifPresent(json -> groups.computeIfAbsent(option.group(), _ -> new TreeMap<>())
                            .put(option.option(), WireFormat.read(json, JsonNode.class)));
        }
        return groups;
    }

    private static NotFound missing(String domainId, Optional<String> group, Optional<String> option) {
        var what = group.map(name -> option.map(each -> "option %s in group %s".formatted(each, name))
                        .orElse("group " + name))
                .orElse("any options");
        return new NotFound(what + " in domain configuration for domain", domainId);
    }
}
