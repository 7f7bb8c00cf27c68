package io.virga.image.signature;

import java.security.spec.MGF1ParameterSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What a signature is made over, by the words of `img_signature_hash_method`, which are also the JDK's.
public enum HashMethod {
    SHA_224("SHA-224", 28, MGF1ParameterSpec.SHA224),
    SHA_256("SHA-256", 32, MGF1ParameterSpec.SHA256),
    SHA_384("SHA-384", 48, MGF1ParameterSpec.SHA384),
    SHA_512("SHA-512", 64, MGF1ParameterSpec.SHA512);

    private final String word;
    private final int length;
    private final MGF1ParameterSpec mask;

    HashMethod(String word, int length, MGF1ParameterSpec mask) {
        this.word = word;
        this.length = length;
        this.mask = mask;
    }

    public String word() {
        return word;
    }

    /// As names of algorithms begin in the JDK: `SHA256`.
    String plain() {
        return word.replace("-", "");
    }

    /// In bytes.
    int length() {
        return length;
    }

    MGF1ParameterSpec mask() {
        return mask;
    }

    static List<String> words() {
        return Arrays.stream(values()).map(HashMethod::word).toList();
    }

    static Optional<HashMethod> named(String word) {
        return Arrays.stream(values())
                .filter(method -> method.word.equals(word))
                .findFirst();
    }
}
