package io.virga.web.fault;

import io.virga.model.CloudException;
import jakarta.persistence.OptimisticLockException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.sql.SQLException;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/// The only place where a failure becomes an HTTP status; the service's `FaultEnvelope` gives it its shape.
@Provider
public class FaultMapper implements ExceptionMapper<Throwable> {

    private static final Logger log = Logger.getLogger(FaultMapper.class);

    /// PostgreSQL: foreign_key_violation, unique_violation, and the classes of values that no column takes and of
    /// connection failures.
    private static final String STILL_REFERENCED = "23503";

    private static final String UNIQUE_VIOLATION = "23505";

    private static final String DATA_EXCEPTIONS = "22";

    private static final String CONNECTION_FAILURES = "08";

    private final FaultEnvelope envelope;

    FaultMapper(FaultEnvelope envelope) {
        this.envelope = envelope;
    }

    @Override
    public Response toResponse(Throwable failure) {
        var fault = cloudFailure(failure)
                .map(known -> new Fault(status(known), known.getMessage(), known))
                .orElseGet(() -> unknown(failure));
        if (fault.status() >= 500) {
            log.errorf(
                    failure,
                    "%s (%s)",
                    fault.message(),
                    fault.cause() == null ? "" : fault.cause().detail());
        }
        var answer = envelope.render(fault);
        return fault.cause() instanceof CloudException.TooManyRequests early
                ? Response.fromResponse(answer)
                        .header(HttpHeaders.RETRY_AFTER, early.seconds())
                        .build()
                : answer;
    }

    // No default branch: a new kind of failure must not compile until its status was decided.
    private static int status(CloudException failure) {
        return switch (failure) {
            case CloudException.Invalid _ -> 400;
            case CloudException.Unauthenticated _ -> 401;
            case CloudException.Forbidden _ -> 403;
            case CloudException.NotFound _ -> 404;
            case CloudException.UnsupportedVersion _ -> 406;
            case CloudException.Conflict _, CloudException.QuotaExceeded _ -> 409;
            case CloudException.TooLarge _ -> 413;
            case CloudException.UnsupportedMedia _ -> 415;
            case CloudException.TooManyRequests _ -> 429;
            case CloudException.NoCapacity _ -> 500;
            case CloudException.Unavailable _ -> 503;
        };
    }

    private static Optional<CloudException> cloudFailure(Throwable failure) {
        return causes(failure)
                .<CloudException>mapMulti((cause, found) -> {
                    switch (cause) {
                        case CloudException known -> found.accept(known);
                        case OptimisticLockException _ ->
                            found.accept(new CloudException.Conflict("It was changed by another request; try again."));
                        case SQLException sql -> sqlFailure(sql).ifPresent(found);
                        default -> {}
                    }
                })
                .findFirst();
    }

    private static Optional<CloudException> sqlFailure(SQLException failure) {
        var state = Optional.ofNullable(failure.getSQLState()).orElse(CONNECTION_FAILURES);
        if (state.equals(UNIQUE_VIOLATION)) {
            return Optional.of(new CloudException.Conflict("There is one like it already."));
        }
        if (state.equals(STILL_REFERENCED)) {
            return Optional.of(new CloudException.Conflict("Something that it depends on is gone, or depends on it."));
        }
        if (state.startsWith(DATA_EXCEPTIONS)) {
            return Optional.of(new CloudException.Invalid("The request holds a value that cannot be stored."));
        }
        return state.startsWith(CONNECTION_FAILURES)
                ? Optional.of(new CloudException.Unavailable("database", failure))
                : Optional.empty();
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(20);
    }

    private static Fault unknown(Throwable failure) {
        if (failure instanceof WebApplicationException refused) {
            var status = refused.getResponse().getStatus();
            return new Fault(status, refusal(status), null);
        }
        return new Fault(500, "An unexpected error prevented the server from fulfilling your request.", null);
    }

    private static String refusal(int status) {
        return switch (status) {
            case 404 -> "The resource could not be found.";
            case 405 -> "The method is not allowed for this resource.";
            case 406 -> "The service has no answer of the type asked for.";
            case 413 -> "The request is too large.";
            case 415 -> "The content type is not supported.";
            default -> "The request could not be understood.";
        };
    }
}
