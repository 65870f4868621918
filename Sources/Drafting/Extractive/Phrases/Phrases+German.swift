extension Phrases {
    static let german = Phrases(
        language: "de",
        greeting: "Guten Tag {name},",
        greetingNameless: "Guten Tag,",
        greetsWithFullName: true,
        understanding: "vielen Dank für Ihre Nachricht; wir verstehen Ihr Anliegen so: „{text}“",
        next: "Ein Techniker wird sich das ansehen und Ihnen in diesem Ticket schreiben.",
        respondBy: "Sie hören von uns bis {time}.",
        selfHelp: "In der Zwischenzeit hilft vielleicht Folgendes:",
        securityIntro: "Bis ein Techniker es geprüft hat:",
        securityDoNot:
            "Bitte klicken Sie bis dahin nichts darin an und bestätigen Sie keine Anmeldung, die Sie nicht selbst begonnen haben.",
        questionsIntro: "Damit es schnell weitergeht, sagen Sie uns bitte:",
        close: "Freundliche Grüße",
        questions: [
            .clicked: "Haben Sie einen Link angeklickt oder einen Anhang geöffnet?",
            .credentials: "Haben Sie irgendwo einen Benutzernamen oder ein Kennwort eingegeben?",
            .approved: "Haben Sie auf Ihrem Telefon eine Anmeldung bestätigt?",
            .startDate: "Ab welchem Datum soll das gelten?",
            .manager: "Wer ist die Führungskraft, und wessen Rechte sollen übernommen werden?",
            .licence: "Welche Lizenzen und Gruppen werden gebraucht?",
            .device: "Welches Gerät ist betroffen (der Name steht auf dem Aufkleber oder in den Systemeinstellungen)?",
            .errorText: "Wie lautet die Fehlermeldung genau (gern als Bildschirmfoto)?",
            .scope: "Sind nur Sie betroffen oder auch andere?",
            .sinceWhen: "Seit wann tritt das auf, und wurde kurz davor etwas geändert?",
            .location: "An welchem Standort oder in welchem Raum ist das?",
            .client: "Von welcher Firma und welchem Standort schreiben Sie?",
            .callback: "Unter welcher Nummer erreichen wir Sie?",
            .details: "Was haben Sie gerade getan, und was geschah anders als erwartet?",
        ],
        months: [
            "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November",
            "Dezember",
        ],
        time: "{hour} Uhr am {day}. {month} {year} ({zone})")
}
