package io.virga.identity.catalog;

import io.virga.identity.catalog.CatalogEntry.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The catalog as it was at one moment, from which every token's is made without a query.
///
/// A token in a project that was given endpoints (OS-EP-FILTER) shows these, and no service that has none of them. All
/// others show everything.
final class CatalogSnapshot {

    /// A service that is enabled, with its endpoints that are.
    record Offer(String id, String type, String name, List<Face> faces) {}

    record Face(String id, String face, String region, UrlTemplate url) {}

    private final List<Offer> offers;
    private final Map<String, Set<String>> given;
    private final Optional<List<CatalogEntry>> forAll;

    /// `given` holds the endpoints of each project that was given some.
    CatalogSnapshot(List<Offer> offers, Map<String, Set<String>> given) {
        this.offers = offers;
        this.given = given;
        var constant = offers.stream()
                .flatMap(offer -> offer.faces().stream())
                .allMatch(face -> face.url().constant());
        this.forAll = constant ? Optional.of(entries("", Optional.empty(), Optional.empty())) : Optional.empty();
    }

    List<CatalogEntry> of(String userId, Optional<String> projectId) {
        var only = projectId.map(given::get);
        return only.isEmpty() && forAll.isPresent() ? forAll.get() : entries(userId, projectId, only);
    }

    private List<CatalogEntry> entries(String userId, Optional<String> projectId, Optional<Set<String>> only) {
        var entries = new ArrayList<CatalogEntry>(offers.size());
        for (var offer : offers) {
            var places = new ArrayList<Place>(offer.faces().size());
            for (var face : offer.faces()) {
                if (only.isEmpty() || only.get().contains(face.id())) {
                    face.url()
                            .fill(userId, projectId)
                            .map(url -> place(face, url))
                            .ifPresent(places::add);
                }
            }
            if (only.isEmpty() || !places.isEmpty()) {
                entries.add(new CatalogEntry(offer.id(), offer.type(), offer.name(), List.copyOf(places)));
            }
        }
        return List.copyOf(entries);
    }

    private static Place place(Face face, String url) {
        return new Place(face.id(), face.face(), face.region(), face.region(), url);
    }
}
