package io.virga.image.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.virga.image.TestSettings;
import io.virga.image.inspect.DeclaredFormat;
import io.virga.image.inspect.DiskFormat;
import io.virga.model.CloudException.Invalid;
import io.virga.model.CloudException.Unavailable;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What an import is converted to, by whose wish.
class ConversionTargetTest {

    private static Conversion conversion(Map<String, String> settings) {
        var config = TestSettings.with(settings);
        return new Conversion(null, null, null, new QemuImg(config), config);
    }

    private static Optional<DiskFormat> format(String word) {
        return Optional.ofNullable(word).flatMap(DiskFormat::of);
    }

    @ParameterizedTest
    @CsvSource({
        "    ,      , bare, vmdk ,      ",
        "    , qcow2, bare, vmdk , qcow2",
        "    , qcow2, bare, qcow2,      ",
        "qcow2,     , bare, vdi  , qcow2",
        "qcow2,     , bare, qcow2,      ",
        "qcow2,     , bare, iso  ,      ",
        "qcow2,     , ami , ami  ,      ",
        "qcow2, raw , bare, qcow2, raw  ",
        "raw ,      , bare, raw  ,      ",
        "qcow2,     , ova , vmdk , qcow2"
    })
    void theUserIsHeardBeforeTheOperator(String operator, String user, String container, String disk, String expected) {
        var settings = operator == null ? Map.<String, String>of() : Map.of("image.conversion.output-format", operator);
        var declared = DeclaredFormat.of(container, format(disk).orElseThrow());
        assertThat(conversion(settings).target(format(user), declared)).isEqualTo(format(expected));
    }

    @Test
    void whatIsNoDiskCannotBeAskedFor() {
        var conversion = conversion(Map.of());
        assertThatThrownBy(() -> conversion.target(format("raw"), DeclaredFormat.bare(DiskFormat.ISO)))
                .isInstanceOf(Invalid.class);
    }

    @Test
    void theOperatorMayNotWishForEverything() {
        assertThatThrownBy(() -> conversion(Map.of("image.conversion.output-format", "vmdk")))
                .hasMessageContaining("image.conversion.output-format");
    }

    /// Nothing is run without its walls.
    @Test
    @Tag("SEC-07")
    void withoutTheSandboxNothingIsConverted() {
        var conversion = conversion(Map.of("image.conversion.memory", "1"));
        assertThatThrownBy(() -> conversion.target(format("raw"), DeclaredFormat.bare(DiskFormat.VMDK)))
                .isInstanceOf(Unavailable.class);
        assertThat(conversion.target(Optional.empty(), DeclaredFormat.bare(DiskFormat.VMDK)))
                .isEmpty();
    }
}
