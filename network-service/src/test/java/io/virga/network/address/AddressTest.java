package io.virga.network.address;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The arithmetic of addresses: what is one, which comes next, and that nobody gets one twice.
class AddressTest {

    @ParameterizedTest
    @CsvSource({
        "10.0.0.1, 10.0.0.1",
        "255.255.255.255, 255.255.255.255",
        "2001:DB8::1, 2001:db8::1",
        "2001:db8:0:0:1:0:0:0, 2001:db8:0:0:1::",
        "0:0:0:0:0:0:0:0, ::",
        "::1, ::1",
        "fe80::f816:3eff:fe00:1, fe80::f816:3eff:fe00:1",
        "1:0:2:3:4:5:6:7, 1:0:2:3:4:5:6:7",
    })
    void addressesHaveOneForm(String text, String canonical) {
        assertThat(Ip.of(text)).hasToString(canonical);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "10.0.0",
                "10.0.0.256",
                "10.1",
                "0x7f.1.1.1",
                "localhost",
                "::ffff:10.0.0.1",
                "1::2::3",
                "fe80::1%eth0",
                "10.0.0.1 "
            })
    void whatIsNoAddressIsRefused(String text) {
        assertThat(Ip.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/x", "::/129", "10.0.0.0/8/8", "nowhere/8"})
    void whatIsNoBlockIsRefused(String text) {
        assertThat(Cidr.parse(text)).isEmpty();
    }

    @Test
    void aBlockLosesItsHostBits() {
        assertThat(Cidr.of("10.1.2.3/24")).hasToString("10.1.2.0/24");
        assertThat(Cidr.of("10.1.2.0/24").hosts()).isEqualTo(new AddressRange(Ip.of("10.1.2.1"), Ip.of("10.1.2.254")));
        assertThat(Cidr.of("2001:db8::/64").hosts().last()).hasToString("2001:db8::ffff:ffff:ffff:ffff");
    }

    @Test
    void aGatewayIsTakenOutOfThePool() {
        var left = Cidr.of("10.0.0.0/29").hosts().without(Ip.of("10.0.0.3"));
        assertThat(left)
                .containsExactly(
                        new AddressRange(Ip.of("10.0.0.1"), Ip.of("10.0.0.2")),
                        new AddressRange(Ip.of("10.0.0.4"), Ip.of("10.0.0.6")));
    }

    @Test
    void nobodyGetsAnAddressTwiceAndNoneIsWasted() {
        var random = new Random(7);
        for (int round = 0; round < 50; round++) {
            var block = new Cidr(Ip.of("10.0.0.0"), 26 + random.nextInt(4));
            var gateway = block.hosts().first().plus(random.nextInt(4));
            var pools = block.hosts().without(gateway);
            var taken = new HashSet<Ip>();
            for (var next = AddressPool.nextFree(pools, taken);
                    next.isPresent();
                    next = AddressPool.nextFree(pools, taken)) {
                assertThat(taken.add(next.get())).isTrue();
                assertThat(block.hosts().contains(next.get())).isTrue();
                assertThat(next.get()).isNotEqualTo(gateway);
                if (random.nextInt(4) == 0) {
                    taken.remove(next.get());
                    taken.add(next.get());
                }
            }
            assertThat(taken).hasSize((1 << 32 - block.prefix()) - 3);
        }
    }

    @Test
    void blocksAreCutWithoutOverlap() {
        var taken = new ArrayList<>(List.of(Cidr.of("10.0.0.0/26"), Cidr.of("10.0.1.0/24")));
        var prefixes = List.of(Cidr.of("10.0.0.0/23"), Cidr.of("10.9.0.0/24"));
        for (int i = 0; i < 7; i++) {
            var block = AddressPool.nextBlock(prefixes, 26, taken).orElseThrow();
            assertThat(taken).noneMatch(block::overlaps);
            taken.add(block);
        }
        assertThat(AddressPool.nextBlock(prefixes, 26, taken)).isEmpty();
        assertThat(AddressPool.nextBlock(prefixes, 8, List.of())).isEmpty();
    }

    @Test
    void anInterfaceGivesItselfTheAddressOfItsMac() {
        var mac = MacAddress.parse("FA-16-3E-00-00-01").orElseThrow();
        assertThat(mac.slaac(Cidr.of("2001:db8::/64"))).hasToString("2001:db8::f816:3eff:fe00:1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "01:00:5e:00:00:01", "ff:ff:ff:ff:ff:ff", "fa:16:3e:00:00", "fa:16:3e:00:00:0g"})
    void groupAddressesBelongToNoInterface(String text) {
        assertThat(MacAddress.parse(text)).isEmpty();
    }
}
