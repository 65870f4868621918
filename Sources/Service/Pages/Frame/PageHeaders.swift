import HTTPTypes
import Hummingbird

/// What a page tells the browser to keep it from doing.
enum PageHeaders {
    /// Nothing but our own stylesheets, scripts and images; nothing inline. `SecurityHeadersMiddleware` puts configured
    /// origins in the place of `frame-ancestors 'none'`.
    static let policy = """
        default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; \
        form-action 'self'; base-uri 'none'; frame-ancestors 'none'
        """

    /// No feature that a page would have to ask for.
    static let permissions = """
        accelerometer=(), autoplay=(), camera=(), display-capture=(), encrypted-media=(), fullscreen=(), geolocation=(), \
        gyroscope=(), hid=(), idle-detection=(), local-fonts=(), magnetometer=(), microphone=(), midi=(), payment=(), \
        picture-in-picture=(), publickey-credentials-get=(), screen-wake-lock=(), serial=(), usb=(), \
        xr-spatial-tracking=()
        """

    static func protect(_ response: inout Response) {
        response.set("Content-Security-Policy", policy)
        response.set("Permissions-Policy", permissions)
        response.set("Referrer-Policy", "no-referrer")
        response.set("Cache-Control", "no-store")
        response.set("Vary", "Accept-Encoding")
        response.set("X-Content-Type-Options", "nosniff")
        response.set("X-Frame-Options", "DENY")
        response.set("Cross-Origin-Opener-Policy", "same-origin")
        response.set("Cross-Origin-Resource-Policy", "same-origin")
        response.set("X-Robots-Tag", "noindex")
    }
}
