import Domain
import HTTPTypes
import Hummingbird

/// Light, dark, or as the system has it. Kept in a cookie, since it belongs to the screen rather than to the person.
enum Theme: String, Sendable, CaseIterable {
    case system, light, dark

    var label: StaticString {
        switch self {
        case .system: "Like the system"
        case .light: "Light"
        case .dark: "Dark"
        }
    }

    static func chosen(_ request: Request, _ cookies: CookieJar) -> Theme {
        cookies.value(.theme, in: request.headers).flatMap(Theme.init) ?? .system
    }
}
