package io.virga.identity.user;

import io.virga.identity.ApiLinks;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.Function;

/// Shows users, with what their identity providers call them.
@ApplicationScoped
public class UserViews {

    private final ProviderNames providers;
    private final ApiLinks links;

    UserViews(ProviderNames providers, ApiLinks links) {
        this.providers = providers;
        this.links = links;
    }

    /// How each of `users` is shown; one question for all of them.
    public Function<User, UserView> of(List<User> users) {
        var names = providers.of(users.stream().map(User::id).toList());
        return user -> UserView.of(user, names.getOrDefault(user.id(), List.of()), links);
    }

    UserView.One one(User user) {
        return new UserView.One(of(List.of(user)).apply(user));
    }
}
