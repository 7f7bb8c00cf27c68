package io.virga.image.importing;

import io.virga.image.convert.Conversion;
import io.virga.image.fetch.WebSource;
import io.virga.image.image.Image;
import io.virga.image.image.Images;
import io.virga.image.image.ImportMethod;
import io.virga.image.quota.ImageQuotas;
import io.virga.image.quota.QuotaResource;
import io.virga.model.Caller;
import io.virga.model.CloudException.Invalid;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;

/// Takes orders to import data, and tells how far they have come.
@ApplicationScoped
class ImportService {

    private final Images images;
    private final WebSource web;
    private final Conversion conversion;
    private final ImageQuotas quotas;
    private final ImportOrders orders;
    private final Clock clock;

    ImportService(
            Images images, WebSource web, Conversion conversion, ImageQuotas quotas, ImportOrders orders, Clock clock) {
        this.images = images;
        this.web = web;
        this.conversion = conversion;
        this.quotas = quotas;
        this.orders = orders;
        this.clock = clock;
    }

    /// From now on the image is importing, until the order is carried out or has failed. One that is copied stays
    /// active; nothing is ordered when there is no store left to copy it to.
    @Transactional
    void order(Caller caller, String id, ImportRequest order) {
        var image = images.getToChange(caller, id);
        var now = clock.instant();
        switch (order.method()) {
            case ImportMethod.GlanceDirect() -> image.importStaged(now);
            case ImportMethod.WebDownload(var uri) -> {
                web.require(uri);
                quotas.reserveUpload(image.owner(), QuotaResource.SIZE);
                image.importFromElsewhere(now);
            }
            case ImportMethod.CopyImage() -> {
                copy(caller, image, order);
                return;
            }
            case ImportMethod.UploadSession() -> throw new Invalid("An upload session is imported by completing it.");
        }
        var target = conversion.target(order.convert(), image.declaredFormat());
        image.showImport(order.stores(), List.of());
        orders.place(caller, image, order.converting(target));
    }

    // Copies count towards the quota from now on.
    private void copy(Caller caller, Image image, ImportRequest order) {
        var stores = image.storesToCopyTo(order.stores(), order.all());
        if (stores.isEmpty()) {
            return;
        }
        quotas.reserveUpload(image.owner(), QuotaResource.SIZE);
        quotas.requireRoom(image.owner(), QuotaResource.SIZE, image.stored().size() * stores.size());
        image.copies().expect(stores);
        image.showImport(stores, List.of());
        orders.place(caller, image, order.to(stores));
    }

    /// What the image's owner ordered lately; others who see the image are told of nothing.
    @Transactional
    List<ImportTask> ofImage(Caller caller, String id) {
        var image = images.get(caller, id);
        return caller.sees(image.owner()) ? orders.of(image) : List.of();
    }
}
