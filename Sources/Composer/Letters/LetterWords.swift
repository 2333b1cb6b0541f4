import Newsletter

/// The words of the letters; beside ``Words`` the one table of wording.
struct LetterWords {
  let subject: String
  /// Above the text; also what the message is called in its HTML.
  let title: String
  /// What was asked for, with the newsletters that are meant in it, or a colon and them after it.
  let request: String
  /// On the button.
  let action: String
  /// Above the address behind the button.
  let ifButtonFails: String
  /// How long the link works.
  let expiry: String
  /// Who may have the link; nil where it does no harm.
  let secrecy: String?
  /// What happens to who did not ask for it.
  let ifNotYou: String
  /// Why this address got it.
  let whySent: String
  /// Behind the newsletters that are named when there are more of them.
  let andMore: String?
  let visitWebsite: String

  /// What the sentences speak of.
  struct Facts {
    var kind: LetterKind
    var organization: String
    /// The one newsletter that is meant; nil when it is none or more than one.
    var newsletter: String?
    /// How many are meant and not named.
    var unnamedCount: Int
    var recipient: String
    /// The address that mail goes to now, masked; nil but for a change that was made.
    var presentAddress: String?
    /// The site's host.
    var host: String
    var lastDay: PrintedDate
  }

  init(_ language: PrintedLanguage, _ facts: Facts) {
    switch language {
    case .english: self.init(english: facts)
    case .spanish: self.init(spanish: facts)
    }
  }

  private init(english facts: Facts) {
    let newsletter = facts.newsletter.map { "the \"\($0)\" newsletter" }
    switch facts.kind {
    case .confirmation:
      subject = "Please confirm your subscription to \(facts.newsletter ?? facts.organization)"
      title = "Confirm your subscription"
      request =
        "Somebody, most likely you, asked to get "
        + (newsletter.map { "\($0) at this address." } ?? "these newsletters at this address:")
      action = "Yes, subscribe me"
      secrecy = nil
      ifNotYou = "If it was not you, just ignore this message: you will not be subscribed."
    case .subscriptions:
      subject = "Your newsletters from \(facts.organization)"
      title = "Your newsletters"
      request =
        "Somebody, most likely you, asked for this link. It opens the page with all newsletters of "
        + "\(facts.organization), where you choose those that you want and leave the others."
      action = "See my newsletters"
      secrecy = "It is yours alone, so please do not forward this message."
      ifNotYou = "If it was not you, just ignore this message: nothing has changed."
    case .addressChange:
      subject = "Please confirm your new address for \(facts.newsletter ?? facts.organization)"
      title = "Confirm your new address"
      request =
        "Somebody, most likely you, asked that "
        + (newsletter.map { "\($0) be sent to this address from now on." }
          ?? "these newsletters be sent to this address from now on:")
      action = "Yes, use this address"
      secrecy = nil
      ifNotYou = "If it was not you, just ignore this message: nothing will be sent here."
    case .addressMoved:
      let present = facts.presentAddress ?? "another address"
      subject = "Your address for \(facts.newsletter ?? facts.organization) has changed"
      title = "Your address has changed"
      request =
        (newsletter.map { "From now on \($0) goes to \(present) and no longer to this address." }
          ?? "From now on these newsletters go to \(present) and no longer to this address:")
      action = "No, move it back"
      secrecy = "It is yours alone, so please do not forward this message."
      ifNotYou =
        "If you asked for this, there is nothing to do. If you did not, move it back with the link."
    }
    ifButtonFails = "If the button does not work, copy this address into your browser:"
    expiry = "The link works for 7 days, until \(facts.lastDay.plain(.english))."
    whySent =
      facts.kind == .addressMoved
      ? "This message went to \(facts.recipient) because newsletters were sent to that address."
      : "This message went to \(facts.recipient) because that address was entered at \(facts.host)."
    andMore = facts.unnamedCount > 0 ? "and \(facts.unnamedCount) more" : nil
    visitWebsite = "Visit our website"
  }

  private init(spanish facts: Facts) {
    let news =
      facts.newsletter.map { "las noticias de la lista \"\($0)\"" }
      ?? "las noticias de estas listas"
    // Those that are not named in the sentence stand below it.
    let end = facts.newsletter == nil ? ":" : "."
    switch facts.kind {
    case .confirmation:
      subject = "Confirme su suscripción a \(facts.newsletter ?? facts.organization)"
      title = "Confirme su suscripción"
      request =
        "Alguien, probablemente usted, pidió recibir en esta dirección \(news)\(end)"
      action = "Sí, quiero suscribirme"
      secrecy = nil
      ifNotYou =
        "Si no fue usted, ignore este mensaje: sin su confirmación no se activará la suscripción."
    case .subscriptions:
      subject = "Sus listas de \(facts.organization)"
      title = "Sus listas"
      request =
        "Alguien, probablemente usted, pidió este enlace. Abre la página con todas las listas de "
        + "\(facts.organization), donde puede elegir las que desea recibir y darse de baja de las "
        + "demás."
      action = "Ver mis listas"
      secrecy = "Es solo para usted; por favor, no reenvíe este mensaje."
      ifNotYou = "Si no fue usted, ignore este mensaje: todo sigue igual."
    case .addressChange:
      subject = "Confirme su nueva dirección para \(facts.newsletter ?? facts.organization)"
      title = "Confirme su nueva dirección"
      request =
        "Alguien, probablemente usted, pidió que \(news) se enviaran a esta dirección de ahora en "
        + "adelante\(end)"
      action = "Sí, usar esta dirección"
      secrecy = nil
      ifNotYou = "Si no fue usted, ignore este mensaje: no enviaremos nada a esta dirección."
    case .addressMoved:
      let present = facts.presentAddress ?? "otra dirección"
      subject = "Su dirección para \(facts.newsletter ?? facts.organization) ha cambiado"
      title = "Su dirección ha cambiado"
      request =
        "A partir de ahora \(news) se envían a \(present) y ya no a esta dirección\(end)"
      action = "No, deshacer el cambio"
      secrecy = "Es solo para usted; por favor, no reenvíe este mensaje."
      ifNotYou =
        "Si lo pidió usted, no tiene que hacer nada. Si no, deshaga el cambio con el enlace."
    }
    ifButtonFails = "Si el botón no funciona, copie esta dirección en su navegador:"
    expiry = "El enlace funciona durante 7 días, hasta el \(facts.lastDay.plain(.spanish))."
    whySent =
      "Este mensaje se envió a \(facts.recipient) porque "
      + (facts.kind == .addressMoved
        ? "a esa dirección se enviaban noticias."
        : "esa dirección se escribió en \(facts.host).")
    andMore = facts.unnamedCount > 0 ? "y \(facts.unnamedCount) más" : nil
    visitWebsite = "Visite nuestro sitio web"
  }
}
