package io.virga.cli.auth;

import io.virga.cli.failure.CliFailure;
import io.virga.cli.http.FaultText;
import io.virga.cli.http.Reply;
import io.virga.cli.http.Request;
import java.util.Locale;

/// A service's refusal, in the service's own words and with advice that fits its status.
public final class ApiFailure extends CliFailure {

    private static final long serialVersionUID = 1;

    private static final String REQUEST_ID = "x-openstack-request-id";

    private final int status;

    private ApiFailure(int status, String message) {
        super(message);
        this.status = status;
    }

    public int status() {
        return status;
    }

    static ApiFailure of(Service service, Request request, Reply reply, CloudSettings settings) {
        var told = FaultText.in(reply.text());
        var message = told.isEmpty() ? request.method() + " " + request.url() : told;
        var id = reply.header(REQUEST_ID);
        var source = service.label() + ", HTTP " + reply.status() + (id == null ? "" : ", " + id);
        var failure = new ApiFailure(reply.status(), message + " (" + source + ")");
        failure.advise(advice(service, reply, told, settings));
        return failure;
    }

    private static String advice(Service service, Reply reply, String told, CloudSettings settings) {
        return switch (reply.status()) {
            case 300 -> "The address is not the API itself. Check OS_AUTH_URL and: virga catalog list";
            case 400 -> "The service did not accept a value; the message names it.";
            case 401 -> loginAdvice(told, settings);
            case 403 -> mentionsQuota(told) ? quotaAdvice(service) : roleAdvice(told);
            case 404 -> "Look at what is there with the matching 'list' command. Is it the right project?";
            case 406 ->
                settings.get("compute_api_version")
                                .filter(fixed -> fixed.contains("."))
                                .isPresent()
                        ? "The service does not know the asked API version. Check OS_COMPUTE_API_VERSION."
                        : "This cloud's service is too old for an option of the command; the message says what it has.";
            case 409 ->
                mentionsQuota(told)
                        ? quotaAdvice(service)
                        : "Something is in the way: the message says what. Change that first, then try again.";
            case 413, 429 -> tooMuchAdvice(service, reply);
            default -> reply.status() >= 500 ? serverAdvice(service, reply) : "";
        };
    }

    private static String loginAdvice(String told, CloudSettings settings) {
        if (told.contains("password is expired")) {
            return "Change it: virga user password set";
        }
        if (settings.has("application_credential_id") || settings.has("application_credential_name")) {
            return "Check " + settings.origin() + ": the application credential and its secret. It may have expired.";
        }
        return "Check " + settings.origin() + ": user, password, their domain, and the project or other scope.";
    }

    // Not every refusal is one of roles: some things nobody may do.
    private static String roleAdvice(String told) {
        return told.contains("Policy doesn't allow")
                ? "Ask for the role it needs, or use another scope or cloud (OS_CLOUD)."
                : "";
    }

    private static boolean mentionsQuota(String told) {
        return told.toLowerCase(Locale.ROOT).contains("quota");
    }

    private static String tooMuchAdvice(Service service, Reply reply) {
        var wait = reply.header("Retry-After");
        var isTold = wait != null && wait.matches("\\d+");
        return isTold ? "Try again in " + wait + " s." : quotaAdvice(service);
    }

    private static String quotaAdvice(Service service) {
        var advice = "Delete what is no longer needed, or ask for more.";
        return service == Service.IMAGE ? advice : advice + " The limits: virga quota show";
    }

    private static String serverAdvice(Service service, Reply reply) {
        var id = reply.header(REQUEST_ID);
        return "The " + service.label() + " service failed, not you. Its log has the reason"
                + (id == null ? "." : " under " + id + ".");
    }
}
