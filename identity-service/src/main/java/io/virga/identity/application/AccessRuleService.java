package io.virga.identity.application;

import io.virga.identity.user.UserRule;
import io.virga.model.CloudException.Forbidden;
import io.virga.model.CloudException.NotFound;
import io.virga.web.CurrentCaller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;

/// The access rules of users, which come with their application credentials and stay until they are deleted.
@ApplicationScoped
public class AccessRuleService {

    private final AccessRules rules;
    private final ApplicationCredentials credentials;
    private final UserRule users;
    private final CurrentCaller current;

    AccessRuleService(AccessRules rules, ApplicationCredentials credentials, UserRule users, CurrentCaller current) {
        this.rules = rules;
        this.credentials = credentials;
        this.users = users;
        this.current = current;
    }

    @Transactional
    List<AccessRule> list(String userId, Optional<String> service, Optional<String> method, Optional<String> path) {
        ApplicationCredentialService.refuseTrustsAndKeys(current.get());
        users.require(userId);
        return rules.list(userId, service, method, path);
    }

    @Transactional
    AccessRule get(String userId, String id) {
        ApplicationCredentialService.refuseTrustsAndKeys(current.get());
        users.require(userId);
        return rules.find(userId, id).orElseThrow(() -> new NotFound("access rule", id));
    }

    @Transactional
    void delete(String userId, String id) {
        var rule = get(userId, id);
        credentials.lock(userId);
        if (credentials.use(rule)) {
            throw new Forbidden("The access rule %s is in use by an application credential.".formatted(id));
        }
        rules.remove(rule);
    }
}
