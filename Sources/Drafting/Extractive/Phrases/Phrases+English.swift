extension Phrases {
    static let english = Phrases(
        language: "en",
        greeting: "Hello {name},",
        greetingNameless: "Hello,",
        greetsWithFullName: false,
        understanding: "Thank you for your message; as we understand it: “{text}”",
        next: "A technician will look into it and write to you in this ticket.",
        respondBy: "You will hear from us by {time}.",
        selfHelp: "In the meantime this may help:",
        securityIntro: "Until a technician has looked at it:",
        securityDoNot:
            "Until we have looked at it, please do not click anything in it and do not approve any sign-in request you did not start.",
        questionsIntro: "To get on quickly, please tell us:",
        close: "Kind regards",
        questions: [
            .clicked: "Did you click a link or open an attachment?",
            .credentials: "Did you enter a user name or password anywhere?",
            .approved: "Did you approve a sign-in request on your phone?",
            .startDate: "On what date should this take effect?",
            .manager: "Who is the manager, and whose access rights should be matched?",
            .licence: "Which licences and groups are needed?",
            .device: "Which device is affected (its name is on the label or in the system settings)?",
            .errorText: "What exactly does the error message say (a screenshot is fine)?",
            .scope: "Is it only you, or are others affected too?",
            .sinceWhen: "Since when does this happen, and did anything change shortly before?",
            .location: "At which site or in which room is this?",
            .client: "Which company and site are you writing from?",
            .callback: "On which number can we reach you?",
            .details: "What were you doing, and what happened instead of what you expected?",
        ],
        months: [
            "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
            "November", "December",
        ],
        time: "{hour} on {day} {month} {year} ({zone})")
}
