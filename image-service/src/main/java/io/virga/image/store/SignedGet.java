package io.virga.image.store;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import javax.net.ssl.HttpsURLConnection;
import okhttp3.OkHttpClient;

/// Reads objects by signed URLs, straight from the socket: the SDK's client takes 8 KiB at a time and sets a time-out
/// for each, which makes a fast line half as fast (docs/performance.md).
final class SignedGet {

    private final OkHttpClient settings;

    /// Trusts whom `settings` trusts, and waits as long.
    SignedGet(OkHttpClient settings) {
        this.settings = settings;
    }

    /// `length` bytes, at least one, from `offset` on. `IOException`, also while they are read, when the server has
    /// something else to say, is silent, or ends before the last of them.
    InputStream range(URI url, long offset, long length) throws IOException {
        var connection = open(url);
        connection.setRequestProperty("Range", "bytes=%d-%d".formatted(offset, offset + length - 1));
        var status = connection.getResponseCode();
        if (status != HttpURLConnection.HTTP_PARTIAL || connection.getContentLengthLong() != length) {
            connection.disconnect();
            throw new IOException("the server answered " + status + " instead of " + length + " bytes");
        }
        return connection.getInputStream();
    }

    private HttpURLConnection open(URI url) throws IOException {
        var connection = (HttpURLConnection) url.toURL().openConnection(Proxy.NO_PROXY);
        if (connection instanceof HttpsURLConnection secure) {
            secure.setSSLSocketFactory(settings.sslSocketFactory());
        }
        connection.setConnectTimeout(settings.connectTimeoutMillis());
        connection.setReadTimeout(settings.readTimeoutMillis());
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        return connection;
    }
}
