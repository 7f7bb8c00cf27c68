package io.virga.identity.federation.login;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.virga.identity.user.ProviderNames;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.hibernate.Session;

/// Tells by what their identity providers call users.
@ApplicationScoped
class StoredProviderNames implements ProviderNames {

    private final Session session;

    StoredProviderNames(Session session) {
        this.session = session;
    }

    @Override
    @Transactional
    public Map<String, List<Federated>> of(Collection<String> userIds) {
        return session
                .createQuery("from FederatedUser where userId in :users", FederatedUser.class)
                .setParameter("users", userIds)
                .stream()
                .collect(groupingBy(FederatedUser::userId, mapping(FederatedUser::name, toList())));
    }
}
