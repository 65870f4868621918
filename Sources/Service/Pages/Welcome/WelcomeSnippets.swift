import Settings

/// What a newcomer copies. The places are those of docs/operations.md.
enum WelcomeSnippets {
    static let importing = Snippet(
        place: "On the machine, in the folder with your exports",
        text: """
            sidenote import clients.jsonl contacts.jsonl devices.jsonl --data /var/lib/sidenote
            sidenote import runbooks/ tickets-history.jsonl --data /var/lib/sidenote
            sidenote-server --data /var/lib/sidenote --config /etc/sidenote/sidenote.yaml
            """)

    static let search = Snippet(
        place: "On the machine; CLIENT is an id of your clients",
        text:
            "sidenote search \"outlook asks for the password again\" --client CLIENT --explain --data /var/lib/sidenote"
    )

    static let secret = Snippet(
        place: "A secret that nobody can guess; the file is for the service alone",
        text: """
            umask 077
            printf 'whsec_%s\\n' "$(openssl rand -base64 32)" > /etc/sidenote/secrets/webhook
            """)

    static let model = Snippet(
        place: "In the configuration file",
        text: """
            llm:
              endpoint: http://127.0.0.1:11434/v1     # OpenAI chat completions
              model: your-model
              api_key_file: /etc/sidenote/secrets/llm-key   # leave it out where none is needed
            policy:
              default: local                          # or extractive, cloud_pseudonymized, cloud, off
            """)

    static func people(publicURL: String) -> Snippet {
        Snippet(
            place: "On the machine, or on the page of people",
            text: """
                sidenote user add ann@example.com --name "Ann Example" --role technician --no-password --data /var/lib/sidenote
                sidenote user link ann@example.com --url \(publicURL) --data /var/lib/sidenote
                """)
    }

    /// The settings here, and what is entered there.
    static func webhook(_ source: WebhookSettings.Source, publicURL: String) -> [Snippet] {
        let address = "\(publicURL)/webhooks/\(source.rawValue)"
        let here = Snippet(place: "In the configuration file", text: settings(source))
        let there = there(source, address)
        return [here, there]
    }

    private static func settings(_ source: WebhookSettings.Source) -> String {
        let name = source.rawValue
        var text = """
            webhooks:
              \(name):
                secret_file: /etc/sidenote/secrets/webhook
            """
        switch source {
        case .generic, .email: break
        case .connectWise:
            text += """

                    clients:
                      19301: acme            # the company’s id there, your client id here
                connectors:
                  connectwise-psa:
                    site: na.myconnectwise.net
                    company: your-company
                    public_key: PUBLIC-KEY
                    private_key_file: /etc/sidenote/secrets/connectwise
                    client_id: 00000000-0000-0000-0000-000000000000
                """
        case .autotask:
            text += """

                    clients:
                      29683533: acme         # the account’s id there, your client id here
                connectors:
                  autotask:
                    user: sidenote-api@example.com
                    secret_file: /etc/sidenote/secrets/autotask
                    integration_code_file: /etc/sidenote/secrets/autotask-code
                """
        case .halo:
            text += """

                    clients:
                      21: acme               # the client’s id there, your client id here
                connectors:
                  halopsa:
                    url: https://your-name.halopsa.com
                    client_id: CLIENT-ID
                    client_secret_file: /etc/sidenote/secrets/halo
                """
        }
        return text
    }

    private static func there(_ source: WebhookSettings.Source, _ address: String) -> Snippet {
        switch source {
        case .generic:
            Snippet(
                place: "Anything that speaks Standard Webhooks sends signed calls to",
                text: address)
        case .connectWise:
            Snippet(
                place: "In ConnectWise, POST /system/callbacks; the key of its signatures goes into the secret’s file",
                text: """
                    {"type": "ticket", "level": "owner", "objectId": 1, "payloadVersion": "3.0.0",
                     "isSelfSuppressedFlag": true, "url": "\(address)?recordId="}
                    """)
        case .autotask:
            Snippet(
                place:
                    "In Autotask, for TicketWebhooks and TicketNoteWebhooks (secretKey: your secret, 64 characters at most)",
                text: """
                    {"webhookUrl": "\(address)", "deactivationUrl": "\(address)"}
                    """)
        case .halo:
            Snippet(
                place:
                    "In Halo: Configuration, Integrations, Webhooks; POST, application/json, “new ticket logged” and "
                    + "“ticket updated”, full object, keyed authentication with the header Token",
                text: address)
        case .email:
            Snippet(
                place: "A program behind your mail server’s pipe; mail.header holds “Authorization: Bearer SECRET”",
                text: """
                    curl -sS --fail -o /dev/null -H @/etc/sidenote/mail.header -H "content-type: message/rfc822" \\
                        --data-binary @- \(address) || exit 75
                    """)
        }
    }
}
