/// The table of concepts. Later entries win no ties: order is by how grave a miss would be.
enum Concepts {
    static let all: [Concept] = security + accounts + equipment + services + business

    private static let security: [Concept] = [
        Concept(
            "security",
            signs: """
                phish*, is this real, is it real, is this legit, legit?, suspicious mail, suspicious email, strange mail, \
                strange e-mail, strange email, weird mail, weird email, odd mail, fake mail, fake page, fake login, \
                fake microsoft, parcel page, typed my password, typed it in, entered my password, gave my password, \
                gave it my password, wanted my login, wanted my mail login, asked for my password, \
                asked for my microsoft login, asked for my login, clicked the link, clicked on a link, clicked a link, \
                clicked on the link, something stupid, opened the attachment, opened an attachment, \
                verify your account, mailbox is almost full verify, credentials, hacked, ~login page, got in, \
                geklickt, phishing-mail, correo sospechoso, hameçonnage, docusign, spam from my account, \
                sends spam, mails i did not send, rules i did not, inbox rule*, from my name, in my name, i did not write, \
                rule in my outlook, mijn naam, mein name, meinem namen, mon nom
                """,
            terms: "phishing mail suspicious link credentials entered compromised mailbox takeover account"),
        Concept(
            "security",
            signs: """
                wire instructions, wire transfer, bank details, new bank, new account number, changed account, \
                new iban, iban changed, iban has changed, payment details, gift card*, gift cards, ceo fraud, wire, don't call, do not call, this looks wrong, \
                change of bank, payout, do i pay, should i pay, should we pay, pay this invoice, changed the account, \
                impersonat*, pretends to be, from the boss, from my boss, fraud*, scam*, are you at your desk, \
                look-alike, lookalike, account instead, to the new account, never writes, number unknown, unknown number, \
                cannot take calls, fuel card*, card codes, cards codes, wants gift, kindly send, kindly use, zahlungsdaten, kontodaten, transferencia
                """,
            terms: "payment fraud invoice bank account change impersonation boss wire transfer verify call back"),
        Concept(
            "security",
            signs: """
                malware, virus, trojan*, ransom*, edr, quarantin*, threat*, isolat*, endpoint protection, defender alert, \
                encrypted files, files are encrypted, infected, crypto*, antivirus, ~detection*, ~detected, schadsoftware, \
                popup says virus, call this number, remote access tool
                """,
            terms: "malware endpoint detection edr isolate quarantine threat release"),
        Concept(
            "security",
            signs: """
                asks me to approve, asking me to approve, prompts i did not, mfa prompt*, mfa request*, push notification*, \
                push bombing, keeps asking to approve, did not request, not me signing in, approve a sign-in, \
                authenticator requests, codes i did not ask
                """,
            terms: "mfa prompts push fatigue approve deny sign-in user did not start"),
        Concept(
            "security",
            signs: """
                impossible travel, unusual sign*, risky sign*, suspicious sign*, unfamiliar sign*, sign-in from, \
                signed in from, login from another country, sign-in blocked from, compromis*, breach*, stolen, \
                verdächtig*, sospechos*, atypical travel, anonymous ip
                """,
            terms: "suspicious sign-in impossible travel alert account compromised revoke sessions"),
        Concept(
            "security",
            signs: """
                send the temporary pass, temporary pass to, reset my mfa now, reset mfa for, private address, \
                new number, text me a code to, send it to my private, to this address, no time for calls, codes to my new, \
                second factor to, reset the second factor
                """,
            terms: "mfa reset second factor identity check verify caller call back"),
        Concept(
            "security",
            signs: """
                stolen, was stolen, lost my laptop, lost laptop, lost phone, left my laptop, left it on the train, master card, \
                lost key card, lost the card, missing laptop, someone took, burglary, break-in, theft
                """,
            terms: "lost stolen device laptop phone card wipe lock report"),
        Concept(
            "security",
            signs: """
                sent it to the wrong, sent to the wrong, wrong recipient, wrong person, wrong address, misdirected, \
                meant for someone else, recall the mail, recall the message, recall this, personal data went, data leak
                """,
            terms: "misdirected mail wrong recipient personal data breach recall report"),
        Concept(
            "security",
            signs: """
                failed logons, failed logins, event 4625, 4625, failed sign-ins, brute force, password spray, bruteforce, many attempts, \
                successful logon after, new admin account, unknown account, unknown app, app consent, consent to, \
                asked for permission to read, outbound traffic to, exfiltrat*, uploaded to unknown, unknown device on, \
                rogue, unknown mac, unauthorised, unauthorized, plugged in a stick, found a stick, usb stick, memory stick, \
                skimm*, something on the card reader, ransom note, all files have, files end in, strange ending, \
                renamed to, strange extension, decrypt*, caller said he was from microsoft, wanting to log on, wanted to log on to, rang wanting, wanted access to my pc, from microsoft support, \
                asked me to install, remote support tool, gave him control
                """,
            terms:
                "intrusion incident compromised isolate malware account consent brute force rogue device usb ransomware scam"
        ),
    ]

    private static let accounts: [Concept] = [
        Concept(
            "account",
            signs: """
                authenticator, mfa, 2fa, second factor, two-factor, new phone, new mobile, approve thing, lost my phone, text me a code, send me a code, no codes, ~codes, otp, \
                security key, zweiter faktor, neues handy, teléfono nuevo
                """,
            terms: "mfa authenticator second factor reset new phone lost"),
        Concept(
            "account", isPersonal: true,
            signs: """
                locked out, lockout, account is locked, account locked, keeps locking, is locked every, unlock*, gesperrt, \
                bloqueada, bloqueado, compte bloqué
                """,
            terms: "account lockout locked unlock stale credentials"),
        Concept(
            "account",
            signs: """
                password expired, forgot my password, forgotten password, password reset, reset my password, \
                reset password, new password, password does not, password not accepted, expiry popup, ~password*, passwort, \
                kennwort, contraseña, mot de passe, ~login, ~log in, ~sign in, ~sign-in, ~anmelden
                """,
            terms: "password reset sign-in account"),
        Concept(
            "account",
            signs: """
                no permission, access denied, permission*, need access, needs access, access to the folder, \
                access to folder, kein zugriff, sin acceso, shared folder access, rights to, ~access to
                """,
            terms: "access permission group membership folder rights"),
        Concept(
            "onboarding",
            signs: """
                new hire*, new starter*, new employee*, onboard*, starts on, starting on, starts monday, starts next, \
                joining us, joins us, first day, new colleague, we have a new, will need a laptop, needs a laptop, \
                neuer mitarbeiter, neue kollegin, nuevo empleado, new team member, new trainee, new assistant, \
                set up for the new, new apprentice, start date, reports to, begins on, nouvel employé
                """,
            terms: "onboarding new starter employee checklist account licence laptop start date manager"),
        Concept(
            "offboarding",
            signs: """
                offboard*, leaver*, last day, leaving today, leaving us, leaves us, is leaving, leaves today, \
                terminat*, disable account, disable her account, disable his account, resign*, no longer works, \
                departing, let go, everything closed, block her account, block his account, verlässt uns, ausgeschieden, \
                deja la empresa
                """,
            terms: "offboarding leaver departure disable account block sign-in mailbox forward"),
    ]

    private static let equipment: [Concept] = [
        Concept(
            "printing",
            signs: """
                print*, spool*, stuck in the queue, print queue, ~queue, toner, paper jam, ~jam, plotter, plot, \
                label printer, ~labels, copier, mfp, drucke*, drucker, impres*, imprim*, plott*, insurance form
                """,
            terms: "printer printing spooler queue driver print jobs"),
        Concept(
            "printing", isPersonal: true,
            signs: """
                scan to*, scans, scanning, scanner, ~scan, scan, scans do not arrive, scan folder, scan-to-mail, \
                scannen, escanear
                """,
            terms: "scan scanner scan-to-mail scan-to-folder smtp copier mfp"),
        Concept(
            "storage", isPersonal: true,
            signs: """
                disk space, disk usage, low disk, disk full, disk is full, drive full, drive is full, free space, red bar, c: drive, \
                nearly full, almost full, out of space, no space, running out of space, speicherplatz, platte voll, \
                espacio en disco, disco lleno, storage full, ~full, volume is, percent free
                """,
            terms: "disk space low full free cleanup drive volume"),
        Concept(
            "storage", isPersonal: true,
            signs: """
                smart, predictive failure, disk failure, clicking noise, clicks, clicking, clack*, rattl*, grinding, \
                bad sector*, reallocated, drive noise, raid, degraded, storage pool, failing disk, disk error*, \
                makes a noise, event id 7, event id 51
                """,
            terms: "disk failing smart replace drive raid degraded storage pool rebuild backup first"),
        Concept(
            "performance", isPersonal: true,
            signs: """
                slow, slowly, freez*, frozen, hang, hangs, hanging, sluggish, high cpu, not responding, takes forever, \
                takes ages, langsam, lento, lenta, très lent, ~cpu, ~memory, crawls, crawling, spinning wheel, \
                ten minutes to start
                """,
            terms: "slow performance computer freezes cpu memory"),
        Concept(
            "hardware", isPersonal: true,
            signs: """
                blue screen, bluescreen, bsod, stop code, crashes by itself, restarts by itself, reboots by itself, \
                won't turn on, will not turn on, does not turn on, no power, won't boot, does not boot, black screen, \
                overheat*, ~crashed, ~rebooted, unexpected shutdown
                """,
            terms: "blue screen stop code crash restart boot power"),
        Concept(
            "hardware", isPersonal: true,
            signs: """
                monitor*, second screen, keyboard, mouse, docking, dock, battery, webcam, headset, charger, \
                bildschirm, pantalla, usb, ~screen, ~display, ~fan, touchpad, ~laptop, ~camera, écran
                """,
            terms: "monitor dock docking display usb keyboard battery"),
        Concept(
            "hardware", isPersonal: true,
            signs:
                "microphone, no sound, can't hear, cannot hear, can not hear, audio, speaker*, echo, ~sound, teams call*",
            terms: "audio microphone sound headset teams call"),
        Concept(
            "hardware",
            signs: """
                ups, temperature, humidity, server room, on battery, power outage, power supply, power cut, fan failure, \
                stromausfall
                """,
            terms: "ups power outage temperature server room shutdown"),
    ]

    private static let services: [Concept] = [
        Concept(
            "network", isPersonal: true,
            signs: """
                vpn, working from home, from home, work from, gateway, home office, homeoffice, tunnel, remote gateway, remote desktop, \
                ~remote, forticlient, anyconnect, globalprotect, rdp, 98 %, 98%, fernzugriff, teletrabajo, \
                stuck at 98, no drives, drives are missing, mapped drive*
                """,
            terms: "vpn client remote access home connect tunnel gateway sign-in drives"),
        Concept(
            "network",
            signs: """
                no internet, internet is down, internet down, internet is gone, cable modem, modem, isp, outage, \
                connection lost, failover, wan, firewall, ~internet, offline since, site is down, site down, \
                kein internet, sin internet, pas d'internet, fiber, fibre, carrier
                """,
            terms: "internet outage isp modem firewall wan failover site down"),
        Concept(
            "network", isPersonal: true,
            signs: """
                wifi, wi-fi, wlan, wireless, ssid, access point, keeps dropping, drops the connection, hotspot, \
                keep losing, signal
                """,
            terms: "wifi wireless access point ssid drops connect"),
        Concept(
            "network",
            signs:
                "switch, dns, dhcp, ip conflict, duplicate ip, packet loss, latency, vlan, port, cable, ~network, netzwerk",
            terms: "network switch dns dhcp ip address cable port"),
        Concept(
            "email", isPersonal: true,
            signs: """
                outlook, mailbox, shared mailbox, calendar, distribution list, bounce*, undeliver*, ndr, ~smtp, \
                autodiscover, ost, pst, mail flow, postfach, ~e-mail, ~email*, ~mails, ~mail, needs password, \
                does not arrive, not arriving, send as, out of office, buzón
                """,
            terms: "outlook profile mailbox e-mail send receive"),
        Concept(
            "backup",
            signs: """
                backup*, back up, restore*, veeam, datto bcdr, snapshot*, recovery point, sicherung, screenshot verification, \
                replication, job failed, deleted folder, deleted the folder, folder is empty, folder empty, folder is gone, \
                files are gone, files gone, file is gone, previous version*, overwritten, wiederherstell*, copia de seguridad, \
                accidentally deleted, who deleted, missing files, ~missing
                """,
            terms: "backup restore failed job recover deleted files folder previous versions snapshot"),
        Concept(
            "phone",
            signs: """
                voicemail, handset*, voip, dial tone, call quality, ~extension, desk phone, softphone, hold music, pbx, \
                answering service, greeting, announcement, call forwarding, telefonanlage, one-way audio, ring group, \
                phones, ~calls, ansage, centralita
                """,
            terms: "phone system pbx voip handset greeting announcement forwarding"),
        Concept(
            "application", isPersonal: true,
            signs: """
                excel, ~word, ~teams, sharepoint, onedrive, quickbooks, adobe, acrobat, browser, chrome, edge, sync, add-in, \
                addin, plugin, macro, ~app, pdf, onenote, fehlt in word
                """,
            terms: "office application add-in sync repair"),
        Concept(
            "application",
            signs: """
                lost connection to server, server not found, database, database is locked, service stopped, sql, \
                license server, licence server, cannot reach server, connection to the server, erp, mes, cannot open the program, \
                broker, ~application*, ~software, ~program, programm, aplicación, not connected to server, \
                is stopped, services failed, service monitor, orders stop, no patients, imaging, ~server
                """,
            terms: "application service server database connection lost restart service"),
        Concept(
            "application", isPersonal: true,
            signs: """
                windows update, update fails, update failed, updates fail, stuck on update, feature update, after the update, \
                since the update, ~update, ~updates, aktualisierung, actualización
                """,
            terms: "windows update fails patch restart"),
        Concept(
            "application", isPersonal: true,
            signs: """
                error message, ~error, crash*, does not start, won't start, will not open, won't open, does not open, \
                ~fehler, install*, when i save, ~popup, ~message, not working, does not work, stopped working, \
                funktioniert nicht, no funciona, ne marche pas
                """,
            terms: "error application crash install repair"),
    ]

    private static let business: [Concept] = [
        Concept(
            "procurement",
            signs: """
                quote for, a quote, purchase, buy, new laptop, new monitor, replacement laptop, angebot, \
                pricing, how much, ~order
                """,
            terms: "purchase order quote hardware"),
        Concept(
            "billing",
            signs: """
                invoice*, billing, charged, credit card, ~payment, the card, rechnung, factura, ~contract, reminder for
                """,
            terms: "invoice billing contract"),
        Concept(
            "licensing",
            signs: "licence*, license*, subscription*, seat, seats, lizenz*, licencia*",
            terms: "licence licensing subscription seats assign"),
        Concept(
            "request",
            signs:
                "risk analysis, audit, access list, compliance, questionnaire, report for, evidence for, insurance asks",
            terms: "audit compliance report list"),
    ]
}
