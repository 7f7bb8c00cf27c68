package io.virga.image.certificate;

import java.security.PublicKey;
import java.security.interfaces.DSAPublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The kinds of key that images are signed with, by the words of `img_signature_key_type`.
///
/// The words are those of OpenStack's library (cursive). Of its elliptic curves the binary ones
/// (`ECC_SECT571K1` and its like) are missing: the JDK has none of them since version 16, and Python's library
/// dropped them, too.
public enum KeyType {
    RSA_PSS("RSA-PSS"),
    DSA("DSA"),
    ECC_SECP384R1("ECC_SECP384R1"),
    ECC_SECP521R1("ECC_SECP521R1");

    private static final int P384 = 384;
    private static final int P521 = 521;

    private final String word;

    KeyType(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    public static List<String> words() {
        return Arrays.stream(values()).map(KeyType::word).toList();
    }

    public static Optional<KeyType> named(String word) {
        return Arrays.stream(values()).filter(type -> type.word.equals(word)).findFirst();
    }

    /// Empty for keys that no image is signed with.
    public static Optional<KeyType> of(PublicKey key) {
        return switch (key) {
            case RSAPublicKey _ -> Optional.of(RSA_PSS);
            case DSAPublicKey _ -> Optional.of(DSA);
            case ECPublicKey curve -> ofCurve(curve.getParams().getOrder().bitLength());
            default -> Optional.empty();
        };
    }

    // The JDK reads the curves P-256, P-384 and P-521 and no others, so that the size tells which it is.
    private static Optional<KeyType> ofCurve(int bits) {
        return switch (bits) {
            case P384 -> Optional.of(ECC_SECP384R1);
            case P521 -> Optional.of(ECC_SECP521R1);
            default -> Optional.empty();
        };
    }
}
