/// Help-desk words of other languages in English, since runbooks are mostly written in one language and tickets are not.
///
/// A word of the ticket that begins with an entry adds the English words to the query; German compounds are looked into
/// at their seams as far as an entry begins or ends them.
public struct Glossary: Sendable {
    private let entries: [(word: String, english: String)]

    /// nil for languages without a glossary, English among them.
    public init?(language: String) {
        let table: String
        switch language {
        case "de": table = Self.german
        case "es": table = Self.spanish
        case "fr": table = Self.french
        case "nl": table = Self.dutch
        default: return nil
        }
        entries = table.split(separator: ",").compactMap { entry in
            let parts = entry.split(separator: "=", maxSplits: 1)
            guard parts.count == 2 else { return nil }
            return (Self.trimmed(parts[0]), Self.trimmed(parts[1]))
        }
    }

    private static func trimmed(_ text: Substring) -> String {
        var text = text
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }

    /// English words for what the text says, in order of appearance, each entry once.
    public func english(_ text: String) -> String {
        var found: [String] = []
        var seen = Set<String>()
        for word in text.lowercased().split(whereSeparator: { !$0.isLetter && $0 != "-" }) {
            for entry in entries where matches(word, entry.word) && seen.insert(entry.word).inserted {
                found.append(entry.english)
            }
        }
        return found.joined(separator: " ")
    }

    private func matches(_ word: Substring, _ entry: String) -> Bool {
        word.hasPrefix(entry) || entry.count >= 6 && word.count > entry.count && word.hasSuffix(entry)
    }

    private static let german = """
        drucker=printer, druck=print, warteschlange=queue, papierstau=paper jam, etikett=label, scann=scan scanner, \
        rechner=computer, bildschirm=screen monitor, tastatur=keyboard, maus=mouse, kamera=camera, kopfhörer=headset, \
        netzwerk=network, netzlaufwerk=network drive share, laufwerk=drive, freigabe=share, verbindung=connection, \
        verbinde=connect, verbunden=connected, getrennt=disconnected dropped, abbrech=drops stops, bricht=stops drops, \
        internet=internet, leitung=line, ausfall=outage, ausgefallen=down, störung=outage fault, funktioniert=working, \
        geht nicht=not working, langsam=slow, hängt=hangs freezes, eingefroren=frozen, abgestürzt=crashed, absturz=crash, \
        fehler=error, meldung=message, fehlermeldung=error message, anmeld=sign-in login, anmeldung=sign-in login, \
        kennwort=password, passwort=password, konto=account, gesperrt=locked, entsperr=unlock, zugriff=access, \
        berechtigung=permission, freischalt=enable, postfach=mailbox, kalender=calendar, anhang=attachment, \
        angehängt=attached, verdächtig=suspicious, betrug=fraud, überweisung=wire transfer payment, rechnung=invoice, \
        schadsoftware=malware, virus=virus, sicherung=backup, datensicherung=backup, wiederherstell=restore, \
        gelöscht=deleted, ordner=folder, datei=file, dokument=document, ablegen=save file, speicher=storage save, \
        speicherplatz=disk space, festplatte=disk drive, voll=full, neustart=restart, neu gestartet=restarted, \
        gestartet=started, starten=start, aktualisier=update, update=update, installier=install, lizenz=licence, \
        telefon=phone, handy=phone mobile, anruf=call, mailbox=voicemail, ansage=greeting announcement, \
        standort=site, waage=scale weighbridge, fahrzeug=vehicle, lkw=truck, lager=warehouse, halle=hall shop, \
        maschine=machine, programm=program, anwendung=application, register=add-in tab, symbolleiste=toolbar, \
        fehlt=missing, verschwunden=missing gone, zeigt=shows, anzeige=display, schwarz=black, gewicht=weight, \
        uhrzeit=time, mitarbeiter=employee, kollege=colleague, eintritt=starts, ausscheid=leaver leaving, heimarbeit=remote \
        home, zuhause=home, homeoffice=home remote, einwahl=vpn, zertifikat=certificate, abgelaufen=expired, \
        gestohlen=stolen, verloren=lost, erpressung=ransom, verschlüsselt=encrypted, zugangsdaten=credentials, \
        eingegeben=entered, geklickt=clicked, bestätig=approve confirm, freigeb=approve, kasse=till pos register, \
        bon=receipt, beleg=receipt, quittung=receipt, kontoverbindung=bank details, bankverbindung=bank details, \
        iban=bank account iban, lieferant=supplier, chef=boss, gutschein=gift card voucher, link=link, kühl=cold \
        temperature fridge, temperatur=temperature, tür=door, schloss=lock, strom=power, dunkel=dark off, \
        startet=starts boot, anzeige=display, weiterleit=forwarding, regel=rule, farbe=colour, streifen=stripes, \
        leer=empty, papier=paper, links=left, rechts=right, hinten=back, vorne=front, büro=office, flur=hallway, \
        versand=shipping, wiege=weigh scale, gruppe=group, schulung=training, vertrag=contract, angebot=quote
        """

    private static let spanish = """
        impresora=printer, imprim=print, impres=print, cola=queue, atasco=paper jam, etiqueta=label, escane=scan, \
        ordenador=computer, computadora=computer, equipo=computer, portátil=laptop, pantalla=screen display, \
        teclado=keyboard, ratón=mouse, cámara=camera, auricular=headset, red=network, unidad=drive, compartid=share shared, \
        conexión=connection, conecta=connect, desconect=disconnected, internet=internet, línea=line, caíd=down, \
        caída=outage, corte=outage, funciona=working, lento=slow, lenta=slow, cuelga=hangs freezes, congela=freezes, \
        error=error, mensaje=message, sesión=sign-in, contraseña=password, cuenta=account, bloquead=locked, \
        acceso=access, permiso=permission, correo=e-mail mail, buzón=mailbox, calendario=calendar, adjunto=attachment, \
        sospechos=suspicious, fraude=fraud, transferencia=wire transfer payment, factura=invoice, virus=virus, \
        copia de seguridad=backup, respaldo=backup, restaur=restore, borr=deleted, carpeta=folder, archivo=file, \
        documento=document, guardar=save, espacio=space, disco=disk drive, llen=full, reinici=restart, actualiz=update, \
        instal=install, licencia=licence, teléfono=phone, móvil=phone mobile, llamada=call, sede=site, oficina=office, \
        planta=plant floor, máquina=machine, programa=program, aplicación=application, falta=missing, \
        desapare=missing gone, muestra=shows, negr=black, empleado=employee, panel=panel terminal, camión=truck, \
        almacén=warehouse, pedido=orders, mapa=map, servidor=server, caduc=expired, certificado=certificate, \
        remoto=remote, casa=home, estación=station, célula=cell, celda=cell, robad=stolen, robaron=stolen, \
        perdid=lost, perdí=lost, cifrad=encrypted, rescate=ransom, credencial=credentials, metí=entered, introduj=entered, \
        pinch=clicked, clic=clicked, aprobar=approve, enlace=link, iban=bank account iban, banco=bank, proveedor=supplier, \
        jefe=boss, tarjeta regalo=gift card, tarjeta=card, cerradura=lock door, puerta=door, llave=key card, caja=till pos \
        register, recibo=receipt, ticket=receipt, cobr=payment, temperatura=temperature, frío=cold, luz=power light, \
        apagad=off dark, reenv=forwarding, regla=rule, tinta=ink toner, tóner=toner, vací=empty, izquierda=left, \
        derecha=right, recepción=reception front desk, sala=room, planta=floor, piso=floor, cocina=kitchen, \
        huésped=guest, reserva=booking reservation, permis=permission, grupo=group, enciende=power on, arranca=boot start
        """

    private static let dutch = """
        printer=printer, afdruk=print, print=print, wachtrij=queue, papierstoring=paper jam, etiket=label, label=label, \
        scan=scan, computer=computer, laptop=laptop, scherm=screen display, toetsenbord=keyboard, muis=mouse, \
        netwerk=network, schijf=drive disk, map=folder, share=share, verbinding=connection, verbind=connect, \
        internet=internet, storing=outage fault, uitgevallen=down, werkt niet=not working, traag=slow, langzaam=slow, \
        vastgelopen=frozen hangs, hangt=hangs, bevroren=frozen, fout=error, foutmelding=error message, melding=message, \
        aanmeld=sign-in login, inlog=sign-in login, wachtwoord=password, account=account, geblokkeerd=locked, \
        toegang=access, rechten=permission, postvak=mailbox, mailbox=mailbox, agenda=calendar, bijlage=attachment, \
        verdacht=suspicious, fraude=fraud, overschrijving=wire transfer payment, factuur=invoice, betaling=payment, \
        rekening=bank account invoice, iban=bank account iban, leverancier=supplier, virus=virus, back-up=backup, \
        reservekopie=backup, herstel=restore, terugzet=restore, verwijderd=deleted, kwijt=lost missing, weg=gone missing, \
        bestand=file, document=document, opslaan=save, ruimte=space, vol=full, herstart=restart, opnieuw=restart, \
        opstart=boot start, update=update, installeer=install, licentie=licence, telefoon=phone, mobiel=mobile phone, \
        bel=call, kantoor=office, locatie=site, vestiging=site, programma=program, toepassing=application, klok=clock, \
        veiling=auction, koelcel=cold store temperature, koel=cold, temperatuur=temperature, zwart=black, leeg=empty, \
        server=server, verlopen=expired, certificaat=certificate, thuis=home remote, thuiswerk=home remote vpn, \
        gestolen=stolen, verloren=lost, versleuteld=encrypted, losgeld=ransom, ingevuld=entered, geklikt=clicked, \
        goedkeuren=approve, link=link, doorstuur=forwarding, regel=rule, kassa=till pos register, bon=receipt, deur=door, \
        slot=lock, stroom=power, uitgevallen=down, medewerker=employee, collega=colleague, nieuwe=new, groep=group
        """

    private static let french = """
        imprimante=printer, imprim=print, file d'attente=queue, bourrage=paper jam, étiquette=label, numéris=scan, \
        ordinateur=computer, portable=laptop, poste=computer, écran=screen display, clavier=keyboard, souris=mouse, \
        casque=headset, réseau=network, lecteur=drive, partag=share shared, connexion=connection sign-in, \
        connecte=connect, internet=internet, panne=outage, coupure=outage, marche=working, fonctionne=working, lent=slow, \
        bloqu=locked frozen, plant=crash, erreur=error, message=message, mot de passe=password, passe=password, \
        compte=account, accès=access, droit=permission, courriel=e-mail mail, boîte=mailbox, calendrier=calendar, \
        pièce jointe=attachment, suspect=suspicious, fraude=fraud, virement=wire transfer payment, facture=invoice, \
        sauvegarde=backup, restaur=restore, supprim=deleted, dossier=folder, fichier=file, document=document, \
        espace=space, disque=disk drive, plein=full, redémarr=restart, mise à jour=update, install=install, \
        licence=licence, téléphone=phone, appel=call, site=site, bureau=office, logiciel=software application, \
        manque=missing, disparu=missing gone, noir=black, serveur=server, expiré=expired, certificat=certificate, \
        télétravail=remote home vpn, distance=remote, volé=stolen, perdu=lost, \
        chiffré=encrypted, rançon=ransom, identifiant=credentials login, saisi=entered, cliqué=clicked, approuv=approve, \
        valid=approve, lien=link, rib=bank details, iban=bank account iban, banque=bank, fournisseur=supplier, patron=boss, \
        carte cadeau=gift card, carte=card, porte=door, serrure=lock, caisse=till pos register, ticket=receipt, \
        reçu=receipt, température=temperature, froid=cold, courant=power, éteint=off dark, transfert=forwarding, \
        règle=rule, encre=ink toner, toner=toner, cartouche=toner cartridge, vide=empty, gauche=left, droite=right, \
        accueil=reception, salle=room, étage=floor, cave=cellar, chai=cellar, copieur=copier printer, tiroir=drawer, \
        étiquettes=labels, démarr=boot start, allum=power on, groupe=group, cuve=tank, sonde=probe sensor
        """
}
