package io.virga.web.version;

import io.virga.model.CloudException.Invalid;
import io.virga.model.CloudException.UnsupportedVersion;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads the microversion asked for, refuses what the service does not speak, and says in the answer what it is.
@Provider
@Priority(500)
public class MicroversionFilter implements ContainerRequestFilter, ContainerResponseFilter {

    private static final String HEADER = "OpenStack-API-Version";
    private static final String LATEST = "latest";
    private static final Pattern VERSION = Pattern.compile("([1-9][0-9]{0,3})\\.(0|[1-9][0-9]{0,3})");

    private final Instance<MicroversionRange> ranges;
    private final CurrentMicroversion current;

    MicroversionFilter(Instance<MicroversionRange> ranges, CurrentMicroversion current) {
        this.ranges = ranges;
        this.current = current;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        if (ranges.isResolvable() && ranges.get().appliesTo(request.getUriInfo().getPath())) {
            var range = ranges.get();
            var asked = asked(request, range).map(text -> parse(text, range)).orElse(range.min());
            current.set(asked);
            if (asked.compareTo(range.min()) < 0 || asked.compareTo(range.max()) > 0) {
                throw new UnsupportedVersion("Version %s is not supported by the API. Minimum is %s and maximum is %s."
                        .formatted(asked, range.min(), range.max()));
            }
        }
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (ranges.isResolvable() && current.negotiated()) {
            var range = ranges.get();
            var headers = response.getHeaders();
            headers.putSingle(HEADER, range.service() + " " + current.get());
            headers.add("Vary", HEADER);
            range.legacyHeader().ifPresent(legacy -> {
                headers.putSingle(legacy, current.get().toString());
                headers.add("Vary", legacy);
            });
        }
    }

    private static Optional<String> asked(ContainerRequestContext request, MicroversionRange range) {
        var modern = request.getHeaders().getOrDefault(HEADER, List.of()).stream()
                .flatMap(line -> Arrays.stream(line.split(",")))
                .map(String::strip)
                .filter(entry -> entry.startsWith(range.service() + " "))
                .map(entry -> entry.substring(range.service().length() + 1).strip())
                .findFirst();
        return modern.or(
                () -> range.legacyHeader().map(request::getHeaderString).map(String::strip));
    }

    private static Microversion parse(String text, MicroversionRange range) {
        if (text.equalsIgnoreCase(LATEST)) {
            return range.max();
        }
        var match = VERSION.matcher(text);
        if (!match.matches()) {
            throw new Invalid(
                    "API Version String %s is of invalid format. Must be of format MajorNum.MinorNum.".formatted(text));
        }
        return new Microversion(Integer.parseInt(match.group(1)), Integer.parseInt(match.group(2)));
    }
}
