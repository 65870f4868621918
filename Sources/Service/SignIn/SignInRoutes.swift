public import Hummingbird

/// The pages and forms of signing in and out.
///
/// The access log must name routes, not paths: `/sign-in/link/{secret}` carries a credential.
public struct SignInRoutes: RouteGroup {
    let parts: SignInParts

    public func add(to router: Router<ServiceContext>) {
        let parts = parts
        let passwords = PasswordRoutes(parts: parts)
        let links = LinkRoutes(parts: parts)
        let provider = OpenIDRoutes(parts: parts)
        let account = AccountRoutes(parts: parts)
        router.get("/sign-in") { request, context in passwords.page(request, context) }
        router.post("/sign-in") { request, context in
            try await parts.answering { try await passwords.signIn(request, context) }
        }
        router.get("/sign-in/link/:secret") { request, context in try links.page(request, context) }
        router.post("/sign-in/link/:secret") { request, context in
            try await parts.answering { try await links.redeem(request, context) }
        }
        router.get("/sign-in/oidc") { request, context in
            try await parts.answering { try await provider.start(request, context) }
        }
        router.get("/sign-in/oidc/callback") { request, context in
            try await parts.answering { try await provider.finish(request, context) }
        }
        router.get("/account") { request, context in try account.page(request, context) }
        router.post("/account/password") { request, context in
            try await parts.answering { try await account.changePassword(request, context) }
        }
        router.post("/sign-out") { request, context in
            try await parts.answering { try await account.signOut(request, context) }
        }
        router.post("/sign-out/everywhere") { request, context in
            try await parts.answering { try await account.signOutEverywhere(request, context) }
        }
    }
}
