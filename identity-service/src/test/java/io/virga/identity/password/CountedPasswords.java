package io.virga.identity.password;

import io.quarkus.test.Mock;
import io.virga.identity.IdentityConfig;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// Does what `Passwords` does, and counts the slow checks, each of which is one bcrypt whatever it is told.
@Mock
@Singleton
public class CountedPasswords extends Passwords {

    private final AtomicInteger checks = new AtomicInteger();

    CountedPasswords(IdentityConfig config) {
        super(config);
    }

    @Override
    public boolean matches(String password, Optional<String> hash, Runnable first) {
        checks.incrementAndGet();
        return super.matches(password, hash, first);
    }

    public int checks() {
        return checks.get();
    }
}
