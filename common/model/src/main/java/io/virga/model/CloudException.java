package io.virga.model;

/// What can go wrong, said in terms of the cloud and not of HTTP.
///
/// `getMessage()` is written for the API user and may be returned to them; `detail` is for the
/// operator and only ever logged. The kinds are closed: add one only when a program, not a human,
/// must tell it from the others.
public abstract sealed class CloudException extends RuntimeException {

    private final transient String detail;

    private CloudException(String message, String detail, Throwable cause) {
        super(message, cause);
        this.detail = detail;
    }

    public String detail() {
        return detail;
    }

    /// The request itself is wrong: malformed, of a wrong type, out of range, or naming something that does not fit.
    public static final class Invalid extends CloudException {
        public Invalid(String message) {
            super(message, "", null);
        }
    }

    /// No token, or one that is not, or no longer, good.
    public static final class Unauthenticated extends CloudException {
        public Unauthenticated(String message) {
            super(message, "", null);
        }

        public Unauthenticated() {
            this("The request you have made requires authentication.");
        }
    }

    /// The caller is known and may not do this.
    public static final class Forbidden extends CloudException {
        public Forbidden(String message) {
            super(message, "", null);
        }
    }

    /// The thing does not exist, or the caller is not allowed to know that it does.
    public static final class NotFound extends CloudException {
        private final transient String kind;

        public NotFound(String kind, Object id) {
            super("%s %s could not be found.".formatted(kind, id), "", null);
            this.kind = kind;
        }

        /// What was looked for: `Instance`, `Network`, …; Neutron's envelope names the fault by it.
        public String kind() {
            return kind;
        }
    }

    /// The request is fine, but not in the state that things are in now. `reason` names the kind of conflict for
    /// envelopes that show one, such as Neutron's `NetworkInUse`.
    public static final class Conflict extends CloudException {
        private final transient String reason;

        public Conflict(String message) {
            this("Conflict", message);
        }

        public Conflict(String reason, String message) {
            super(message, "", null);
            this.reason = reason;
        }

        public String reason() {
            return reason;
        }
    }

    /// The project's share is used up. The compute API answers 403, the others 409 or 413.
    public static final class QuotaExceeded extends CloudException {
        public QuotaExceeded(String message) {
            super(message, "", null);
        }
    }

    /// The content is larger than what the service takes.
    public static final class TooLarge extends CloudException {
        public TooLarge(String message) {
            super(message, "", null);
        }
    }

    /// The content type is not one that this operation takes.
    public static final class UnsupportedMedia extends CloudException {
        public UnsupportedMedia(String message) {
            super(message, "", null);
        }
    }

    /// The microversion asked for is outside of what the service speaks.
    public static final class UnsupportedVersion extends CloudException {
        public UnsupportedVersion(String message) {
            super(message, "", null);
        }
    }

    /// Too much of the same at once. Trying again helps after `seconds`.
    public static final class TooManyRequests extends CloudException {
        private final long seconds;

        public TooManyRequests(String message, long seconds) {
            super(message, "", null);
            this.seconds = seconds;
        }

        public long seconds() {
            return seconds;
        }
    }

    /// No host can take the instance. Retrying helps only after capacity was freed.
    public static final class NoCapacity extends CloudException {
        public NoCapacity(String message, String detail) {
            super(message, detail, null);
        }
    }

    /// Something that we depend on did not answer. Safe to retry.
    public static final class Unavailable extends CloudException {
        public Unavailable(String what, Throwable cause) {
            super("The %s is temporarily unavailable.".formatted(what), String.valueOf(cause), cause);
        }
    }
}
