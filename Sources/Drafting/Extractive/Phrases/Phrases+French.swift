extension Phrases {
    static let french = Phrases(
        language: "fr",
        greeting: "Bonjour {name},",
        greetingNameless: "Bonjour,",
        greetsWithFullName: true,
        understanding: "Merci pour votre message ; voici ce que nous avons compris : « {text} »",
        next: "Un technicien va examiner votre demande et vous écrira dans ce ticket.",
        respondBy: "Vous aurez une réponse de notre part avant {time}.",
        selfHelp: "En attendant, ceci peut vous aider :",
        securityIntro: "Tant qu’un technicien ne l’a pas examiné :",
        securityDoNot:
            "D’ici là, ne cliquez sur rien et n’approuvez aucune demande de connexion que vous n’avez pas lancée.",
        questionsIntro: "Pour avancer plus vite, merci de nous dire :",
        close: "Cordialement",
        questions: [
            .clicked: "Avez-vous cliqué sur un lien ou ouvert une pièce jointe ?",
            .credentials: "Avez-vous saisi un identifiant ou un mot de passe quelque part ?",
            .approved: "Avez-vous approuvé une demande de connexion sur votre téléphone ?",
            .startDate: "À partir de quelle date cela doit-il s’appliquer ?",
            .manager: "Qui est le responsable, et quels droits faut-il reprendre ?",
            .licence: "Quelles licences et quels groupes sont nécessaires ?",
            .device: "Quel appareil est concerné (son nom figure sur l’étiquette ou dans les paramètres système) ?",
            .errorText: "Que dit exactement le message d’erreur (une capture d’écran convient) ?",
            .scope: "Êtes-vous seul concerné, ou d’autres personnes le sont-elles aussi ?",
            .sinceWhen: "Depuis quand cela se produit-il, et quelque chose a-t-il changé juste avant ?",
            .location: "Sur quel site ou dans quelle pièce est-ce ?",
            .client: "De quelle entreprise et de quel site nous écrivez-vous ?",
            .callback: "À quel numéro pouvons-nous vous joindre ?",
            .details: "Que faisiez-vous, et que s’est-il passé au lieu de ce que vous attendiez ?",
        ],
        months: [
            "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre",
            "novembre", "décembre",
        ],
        time: "{hour} le {day} {month} {year} ({zone})")
}
