package io.virga.identity.token;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import jakarta.ws.rs.core.Response.Status;

/// How a new token is handed over: itself in a header, what it says in the body.
public final class TokenAnswers {

    static final String AUTH_TOKEN = "X-Auth-Token";
    static final String SUBJECT_TOKEN = "X-Subject-Token";
    static final String RECEIPT = "Openstack-Auth-Receipt";
    static final String NO_CATALOG = "nocatalog";

    private TokenAnswers() {}

    static Response of(LoginAnswer answer) {
        return switch (answer) {
            case Issued issued -> created(issued);
            case Receipt(var receipt, var view) ->
                Response.status(Status.UNAUTHORIZED)
                        .entity(view)
                        .header(RECEIPT, receipt)
                        .header(HttpHeaders.VARY, AUTH_TOKEN)
                        .build();
        };
    }

    public static Response created(Issued issued) {
        return withToken(Status.CREATED, issued).build();
    }

    /// For a service that asked who somebody is.
    public static Response ok(Issued issued) {
        return withToken(Status.OK, issued).build();
    }

    /// What the token says, without the token.
    public static Response shown(Issued issued) {
        return body(Status.OK, issued).build();
    }

    private static ResponseBuilder withToken(Status status, Issued issued) {
        return body(status, issued).header(SUBJECT_TOKEN, issued.token()).header(HttpHeaders.VARY, AUTH_TOKEN);
    }

    private static ResponseBuilder body(Status status, Issued issued) {
        return Response.status(status).entity(new TokenView.One(issued.view()));
    }
}
