package io.virga.image.store;

/// Where bytes lie: an object of one store. Nothing is written twice to one place.
public record Place(String store, String key) {

    @Override
    public String toString() {
        return store + ":" + key;
    }
}
