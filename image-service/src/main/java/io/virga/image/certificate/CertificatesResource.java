package io.virga.image.certificate;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.virga.image.certificate.SigningCertificate.Draft;
import io.virga.image.web.SmallBody;
import io.virga.web.Access;
import io.virga.web.CurrentCaller;
import io.virga.web.Fields;
import io.virga.web.Rule;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import org.jboss.resteasy.reactive.ResponseStatus;

/// Virga's own: the certificates that images' signatures are verified with, see `docs/images.md`.
@Path("/v2/certificates")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class CertificatesResource {

    private static final int LONGEST_NAME = 255;

    private final CertificateService service;
    private final CurrentCaller caller;

    CertificatesResource(CertificateService service, CurrentCaller caller) {
        this.service = service;
        this.caller = caller;
    }

    @POST
    @Consumes(MediaType.WILDCARD)
    @ResponseStatus(201)
    @Rule(value = "virga:image:create_certificate", to = Access.PROJECT_MANAGER)
    public CertificateView create(InputStream body) {
        var fields = Fields.parse(SmallBody.text(body));
        var draft = new Draft(
                fields.optionalText("name", 1, LONGEST_NAME),
                CertificatePem.parse(fields.text("certificate", 1, CertificatePem.LONGEST)),
                fields.optionalBool("public").orElse(false));
        fields.refuseOthers();
        return CertificateView.of(service.create(caller.get(), draft));
    }

    @GET
    @Rule(
            value = "virga:image:get_certificates",
            to = {Access.PROJECT_READER, Access.SYSTEM_READER})
    public CertificateView.Several list() {
        return new CertificateView.Several(
                service.list(caller.get()).stream().map(CertificateView::of).toList());
    }

    @GET
    @Path("{id}")
    @Rule(
            value = "virga:image:get_certificates",
            to = {Access.PROJECT_READER, Access.SYSTEM_READER})
    public CertificateView show(String id) {
        return CertificateView.of(service.show(caller.get(), id));
    }

    @DELETE
    @Path("{id}")
    @ResponseStatus(204)
    @Rule(value = "virga:image:delete_certificate", to = Access.PROJECT_MANAGER)
    public void delete(String id) {
        service.delete(caller.get(), id);
    }
}
