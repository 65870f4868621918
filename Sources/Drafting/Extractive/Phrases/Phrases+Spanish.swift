extension Phrases {
    static let spanish = Phrases(
        language: "es",
        greeting: "Hola, {name}:",
        greetingNameless: "Hola:",
        greetsWithFullName: false,
        understanding: "Gracias por su mensaje; lo entendemos así: «{text}»",
        next: "Un técnico va a revisarlo y le escribirá en este ticket.",
        respondBy: "Tendrá noticias nuestras antes de las {time}.",
        selfHelp: "Mientras tanto, esto puede ayudarle:",
        securityIntro: "Hasta que un técnico lo haya revisado:",
        securityDoNot:
            "Hasta que lo hayamos revisado, no haga clic en nada y no apruebe ningún inicio de sesión que no haya iniciado usted.",
        questionsIntro: "Para avanzar más rápido, díganos por favor:",
        close: "Un cordial saludo",
        questions: [
            .clicked: "¿Hizo clic en algún enlace o abrió algún archivo adjunto?",
            .credentials: "¿Introdujo un usuario o una contraseña en algún sitio?",
            .approved: "¿Aprobó alguna solicitud de inicio de sesión en su teléfono?",
            .startDate: "¿A partir de qué fecha debe aplicarse?",
            .manager: "¿Quién es el responsable y qué permisos hay que copiar?",
            .licence: "¿Qué licencias y grupos se necesitan?",
            .device: "¿Qué equipo está afectado (el nombre figura en la etiqueta o en la configuración del sistema)?",
            .errorText: "¿Qué dice exactamente el mensaje de error (puede enviar una captura)?",
            .scope: "¿Le ocurre solo a usted o también a otras personas?",
            .sinceWhen: "¿Desde cuándo ocurre y cambió algo poco antes?",
            .location: "¿En qué sede o sala ocurre?",
            .client: "¿Desde qué empresa y sede nos escribe?",
            .callback: "¿En qué número podemos localizarle?",
            .details: "¿Qué estaba haciendo y qué ocurrió en lugar de lo esperado?",
        ],
        months: [
            "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre",
            "noviembre", "diciembre",
        ],
        time: "{hour} del {day} de {month} de {year} ({zone})")
}
