import HTTPTypes

/// A refusal as a person would say it.
struct RefusalWords: Sendable {
    var title: String
    var text: String
    var remedy: String?

    init(_ problem: ProblemResponse) {
        text = problem.detail
        remedy = problem.remedy
        switch problem.type {
        case "not-found":
            title = "There is no such page"
            text = "It may have been removed, or it belongs to a client you do not look after."
        case "forbidden": title = "Your role does not allow this"
        case "stale-entity-tag":
            title = "It has changed meanwhile"
            text = "Somebody changed this after you opened it. Nothing of yours was written over theirs."
            remedy = "Look at it again and decide on what it says now."
        case "stale-draft":
            title = "The ticket has changed meanwhile"
            text = "This draft answers what the ticket said before."
            remedy = "Look at the newest draft and decide on that."
        case "already-decided": title = "Already decided"
        case "claimed-by-another": title = "Somebody else has it in hand"
        case "blocked-draft":
            title = "This draft is blocked"
            text = "It holds sentences that no evidence supports."
            remedy = "Edit or delete them, or vouch for them."
        case "text-missing":
            title = "Something is missing"
            text = "This needs a text or a reason."
            remedy = "Go back and fill it in."
        case "too-large": title = "Too long"
        case "unavailable":
            title = "Not available at the moment"
            text = "Nothing was changed."
            remedy = "Try again in a few seconds."
        case "cross-site-request": title = "Please try again"
        case "unauthorized":
            title = "Your session has ended"
            text = "Nothing was changed."
            remedy = "Sign in, then go back: what you had typed is still in the form. Copy it from there."
        case "method-not-allowed":
            title = "This address is no page"
            text = "It belongs to a button of another page."
            remedy = "Go back, or begin with the queue."
        case "too-many-attempts", "rate-limited": title = "Too many at once"
        case "failed":
            title = "Something went wrong here"
            text = "The service could not do this. What happened stands in its log."
            remedy = "Try again. If it happens again, tell whoever runs Sidenote the request below."
        default:
            switch problem.status.code {
            case 404: title = "There is no such page"
            case 409, 412: title = "Not possible any more"
            case 429: title = "Too many at once"
            case 500...: title = "Something went wrong here"
            default: title = "That did not work"
            }
        }
    }
}
