package io.virga.identity.user;

import io.virga.identity.Extra;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/// Somebody, or some program, that logs in. The password is known only as its hash, and the hash leaves this class
/// only to be compared.
@Entity
@Table(name = "users")
public class User {

    @Id
    private String id;

    @Column(name = "domain_id")
    private String domainId;

    private String name;
    private String description;
    private boolean enabled;

    @Column(name = "default_project_id")
    private String defaultProjectId;

    @Column(name = "password_hash")
    private String passwordHash;

    @Column(name = "password_set_at")
    private Instant passwordSetAt;

    @Column(name = "password_expires_at")
    private Instant passwordExpiresAt;

    @Column(name = "password_self_chosen")
    private boolean passwordSelfChosen;

    @Column(name = "last_active_on")
    private LocalDate lastActiveOn;

    @JdbcTypeCode(SqlTypes.JSON)
    private Map<String, Object> options;

    @JdbcTypeCode(SqlTypes.JSON)
    private Map<String, Object> extra;

    protected User() {}

    public User(String id, String domainId, String name) {
        this.id = id;
        this.domainId = domainId;
        this.name = name;
        this.enabled = true;
        this.lastActiveOn = LocalDate.now(ZoneOffset.UTC);
        this.options = Map.of();
        this.extra = Map.of();
    }

    public String id() {
        return id;
    }

    public String domainId() {
        return domainId;
    }

    public String name() {
        return name;
    }

    public boolean enabled() {
        return enabled;
    }

    public Optional<String> defaultProjectId() {
        return Optional.ofNullable(defaultProjectId);
    }

    public Optional<String> passwordHash() {
        return Optional.ofNullable(passwordHash);
    }

    public UserOptions options() {
        return new UserOptions(options);
    }

    /// When the password expires or has expired; empty when it never does.
    public Optional<Instant> passwordExpiresAt() {
        return Optional.ofNullable(passwordExpiresAt);
    }

    boolean passwordExpired(Instant now) {
        return !options().ignoresExpiry()
                && passwordExpiresAt().filter(end -> !now.isBefore(end)).isPresent();
    }

    /// When the users chose their password themselves; empty when somebody else set it.
    Optional<Instant> passwordChosenAt() {
        return passwordSelfChosen ? Optional.ofNullable(passwordSetAt) : Optional.empty();
    }

    boolean activeSince(LocalDate day) {
        return !lastActiveOn.isBefore(day) || options().ignoresInactivity();
    }

    void activeNow() {
        lastActiveOn = LocalDate.now(ZoneOffset.UTC);
    }

    /// A password that never expires, as the cloud's own accounts have one.
    public void protectWith(String passwordHash) {
        this.passwordHash = passwordHash;
        this.passwordExpiresAt = null;
    }

    void protectWith(String passwordHash, Instant now, Optional<Instant> end, boolean selfChosen) {
        this.passwordHash = passwordHash;
        this.passwordSetAt = now;
        this.passwordExpiresAt = end.orElse(null);
        this.passwordSelfChosen = selfChosen;
    }

    /// From now on nobody logs in with a password of theirs.
    void forgetPassword() {
        passwordHash = null;
        passwordExpiresAt = null;
    }

    /// Exempts an account that the cloud cannot do without from what is demanded of people.
    public void makeIndispensable() {
        options = Extra.merged(options, UserOptions.INDISPENSABLE);
    }

    public void workIn(String defaultProjectId) {
        this.defaultProjectId = defaultProjectId;
    }

    Optional<String> description() {
        return Optional.ofNullable(description);
    }

    public Map<String, Object> extra() {
        return extra;
    }

    public void rename(String name) {
        this.name = name;
    }

    void describe(String description) {
        this.description = description;
    }

    public void enable(boolean enabled) {
        this.enabled = enabled;
    }

    void choose(Map<String, Object> options) {
        this.options = options;
    }

    public void extend(Map<String, Object> extra) {
        this.extra = extra;
    }
}
