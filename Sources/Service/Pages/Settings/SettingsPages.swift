import Domain
import Enrichment
import Hummingbird
import Settings
import Storage

/// `/settings` and everything below it.
struct SettingsPages: PageGroup {
    let kit: PageKit
    let environment: ServiceEnvironment
    let parts: SettingsParts
    let shown = OnceShown()
    let tester = EndpointTester()

    func add(to router: Router<ServiceContext>) {
        get(router, .overview) { visit, _ in try OverviewPage(pages: self, visit: visit).response() }
        get(router, .policies) { visit, query in
            try PolicyPage(pages: self, visit: visit).response(client: query?["client"])
        }
        post(router, .policies, "") { visit, fields, _ in
            try await PolicyPage(pages: self, visit: visit).change(fields)
        }
        get(router, .endpoint) { visit, _ in try await EndpointPage(pages: self, visit: visit).response() }
        post(router, .endpoint, "/test") { visit, _, _ in
            try await EndpointPage(pages: self, visit: visit).test()
        }
        get(router, .prompts) { visit, _ in try PromptPage(pages: self, visit: visit).response() }
        get(router, .connectors) { visit, _ in try ConnectorPage(pages: self, visit: visit).response() }
        for (path, isPaused) in [("/queue/pause", true), ("/queue/resume", false)] {
            post(router, .connectors, path) { visit, fields, _ in
                try await ConnectorPage(pages: self, visit: visit).setPaused(isPaused, fields)
            }
        }
        addPeople(to: router)
        get(router, .tokens) { visit, query in
            try TokenPage(pages: self, visit: visit).response(shown: query?["shown"])
        }
        post(router, .tokens, "") { visit, fields, _ in try await TokenPage(pages: self, visit: visit).create(fields) }
        post(router, .tokens, "/:token_id/revoke") { visit, fields, context in
            try await TokenPage(pages: self, visit: visit).revoke(context.parameters.require("token_id"), fields)
        }
        get(router, .deadLetters) { visit, query in
            try DeadLetterPage(pages: self, visit: visit).response(client: query?["client"], before: query?["before"])
        }
        post(router, .deadLetters, "/retry") { visit, fields, _ in
            try await DeadLetterPage(pages: self, visit: visit).retry(fields)
        }
    }

    private func addPeople(to router: Router<ServiceContext>) {
        get(router, .users) { visit, _ in try PeoplePage(pages: self, visit: visit).response() }
        post(router, .users, "") { visit, fields, _ in try await PeoplePage(pages: self, visit: visit).create(fields) }
        router.get("/settings/users/:account_id") { request, context in
            try await kit.serve(request, context) { visit in
                try SettingsPart.users.admit(visit)
                let query = request.uri.query.flatMap(FormFields.init)
                return try person(visit, context).response(shown: query?["shown"])
            }
        }
        post(router, .users, "/:account_id") { visit, fields, context in
            try await person(visit, context).change(fields)
        }
        post(router, .users, "/:account_id/disable") { visit, fields, context in
            try await person(visit, context).setDisabled(true, fields)
        }
        post(router, .users, "/:account_id/enable") { visit, fields, context in
            try await person(visit, context).setDisabled(false, fields)
        }
        post(router, .users, "/:account_id/link") { visit, _, context in
            try await person(visit, context).makeLink()
        }
        post(router, .users, "/:account_id/sign-out") { visit, fields, context in
            try await person(visit, context).endSessions(fields)
        }
    }

    private func person(_ visit: Visit, _ context: ServiceContext) throws -> PersonPage {
        guard let account = try environment.store.account(id: context.parameters.require("account_id")) else {
            throw ProblemResponse.notFound
        }
        return PersonPage(pages: self, visit: visit, account: account)
    }

    private func get(
        _ router: Router<ServiceContext>, _ part: SettingsPart,
        _ handle: @escaping @Sendable (Visit, FormFields?) async throws -> Response
    ) {
        router.get(RouterPath(part.path)) { request, context in
            try await kit.serve(request, context) { visit in
                try part.admit(visit)
                return try await handle(visit, request.uri.query.flatMap(FormFields.init))
            }
        }
    }

    private func post(
        _ router: Router<ServiceContext>, _ part: SettingsPart, _ path: String,
        _ handle: @escaping @Sendable (Visit, FormFields, ServiceContext) async throws -> Response
    ) {
        // Acts on the queue lie beside the page that shows them.
        let address = path.hasPrefix("/queue/") ? "/settings" + path : part.path + path
        router.post(RouterPath(address)) { request, context in
            try await kit.serve(request, context) { visit in
                try part.admit(visit)
                return try await handle(visit, kit.form(request), context)
            }
        }
    }
}
