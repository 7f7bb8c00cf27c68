package io.virga.compute;

import io.virga.testing.House;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class HouseTest {

    @Test
    void theRulesOfTheHouseHold() {
        House.holds("io.virga.compute");
    }

    @Test
    @Tag("SEC-26")
    void everyOperationHasARule() {
        House.everyOperationHasARule("io.virga.compute");
    }
}
