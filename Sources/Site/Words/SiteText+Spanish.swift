extension SiteText {
  var spanish: String {
    switch self {
    case .languages: "Idioma"
    case .findLink: "Buscar mi suscripción"
    case .signUpLink: "Suscribirse"
    case .websiteLink: "Visite nuestro sitio web"

    case .homeTitle(let organization): "Noticias de \(organization)"
    case .homeLead(let organization):
      "Reciba las noticias de \(organization) por correo electrónico. Usted elige las listas y"
        + " puede darse de baja con un solo clic."
    case .homeSignUp: "Suscribirme"
    case .homeFindTitle: "¿Ya está en una lista?"
    case .homeFindLead:
      "Le enviamos un enlace para cambiar sus listas, su idioma o su dirección, o para darse de"
        + " baja."
    case .homeFindButton: "Buscar mi suscripción"

    case .signUpTitle(let list): "Reciba noticias de \(list)"
    case .signUpLead:
      "Le enviaremos un correo con un enlace. Ábralo y pulse el botón: entonces estará"
        + " en la lista."
    case .listsLegend: "¿Qué listas le interesan?"
    case .addressLabel: "Su correo electrónico"
    case .addressHelp: "Por ejemplo, ana@example.org"
    case .nameLabel: "Su nombre"
    case .optional: "opcional"
    case .languageLabel: "Idioma de nuestros mensajes"
    case .leaveEmpty: "Deje este campo vacío"
    case .signUpButton: "Suscribirme"
    case .otherLists: "Ver todas las listas"
    case .letterSentTitle: "Revise su correo"
    case .signUpSent(let address):
      "Hemos escrito a \(address). Abra el enlace de ese mensaje para confirmar que quiere recibir"
        + " nuestras noticias. Hasta entonces no haremos nada."
    case .noLetter:
      "¿No le ha llegado nada en unos minutos? Mire en la carpeta de correo no deseado y compruebe"
        + " que la dirección es correcta. Por su seguridad, escribimos a una misma dirección solo"
        + " unas pocas veces al día."
    case .tryAgain: "Probar con otra dirección"

    case .findTitle: "Buscar mi suscripción"
    case .findLead:
      "Escriba su correo electrónico. Si está en alguna de nuestras listas, le enviaremos un enlace"
        + " donde podrá verlas todas."
    case .findButton: "Enviarme el enlace"
    case .findSent(let address):
      "Si \(address) está en alguna de nuestras listas, ya va en camino un mensaje con su enlace."

    case .addressMissing: "Escriba su correo electrónico."
    case .addressWrong:
      "Esto no parece una dirección de correo. Escríbala así: ana@example.org."
    case .addressSlip(let domain, let meant):
      "¿Está bien \(domain), o quiso escribir \(meant)? Si está bien, envíe el formulario otra vez."
    case .listsMissing: "Elija al menos una lista."
    case .formStale: "Esta página llevaba mucho tiempo abierta. Envíe el formulario otra vez."
    case .sameAddress: "Esta es la dirección que ya tiene."

    case .leaveTitle(let list): "¿Darse de baja de la lista de \(list)?"
    case .leaveFor(let address): "Este enlace es de \(address)"
    case .leaveNotYours:
      "¿No es su dirección? Entonces alguien le ha reenviado su mensaje. No cambie nada aquí, por"
        + " favor."
    case .leaveButton: "Darme de baja de esta lista"
    case .leaveAllLead(let organization): "O no recibir nada más de \(organization):"
    case .leaveAllButton(let organization): "Darme de baja de todas las listas de \(organization)"
    case .leaveInstead: "¿Prefiere cambiar algo?"
    case .preferencesLink: "Cambiar idioma o dirección"
    case .leftTitle: "Se ha dado de baja"
    case .left(let list):
      "Ya no está en la lista de \(list). Puede que aún le llegue algún mensaje que ya estaba en"
        + " camino."
    case .leftAll(let organization):
      "Ya no está en ninguna lista de \(organization). Puede que aún le llegue algún mensaje que ya"
        + " estaba en camino."
    case .undoLead: "¿Ha sido un error?"
    case .undoButton: "Deshacer: quiero seguir"
    case .reasonTitle: "¿Por qué se ha dado de baja?"
    case .reasonLead: "Un toque basta, si quiere. Nos ayuda a mejorar."
    case .reason(.tooMany): "Demasiados mensajes"
    case .reason(.notRelevant): "No es lo que buscaba"
    case .reason(.notAsked): "Nunca me suscribí"
    case .reason(.moved): "Ya no participo"
    case .reason(.other): "Otro motivo"
    case .reasonThanks: "Gracias por decírnoslo."
    case .returnedTitle: "Nos alegra que siga"
    case .returned(let list): "Vuelve a estar en la lista de \(list). No se ha perdido nada."
    case .returnedAll(let organization):
      "Vuelve a estar en sus listas de \(organization). No se ha perdido nada."
    case .goneTitle: "Esta suscripción ha terminado"
    case .gone(let list): "A la dirección de este enlace ya no le llegan noticias de \(list)."
    case .comeBack: "Suscribirme de nuevo"

    case .subscriptionTitle(let list): "Su suscripción a \(list)"
    case .subscriptionFor(let address): "Este enlace es de \(address)"
    case .languageTitle: "Idioma"
    case .languageLead:
      "Las noticias llegan tal como se escribieron; todo lo demás, en su idioma."
    case .saveButton: "Guardar"
    case .languageSaved: "Guardado. Su próximo mensaje llegará en este idioma."
    case .addressTitle: "Otra dirección"
    case .addressLead:
      "Enviaremos un mensaje a su nueva dirección. Abra el enlace y pulse el botón: entonces"
        + " la suscripción pasará a ella."
    case .addressLeadAll:
      "Enviaremos un mensaje a su nueva dirección. Abra el enlace y pulse el botón: entonces"
        + " todas sus listas pasarán a ella."
    case .newAddressLabel: "Su nuevo correo electrónico"
    case .changeAddressButton: "Cambiar mi dirección"
    case .changeSent(let address):
      "Hemos escrito a \(address). Abra el enlace de ese mensaje y pulse el botón."
    case .allListsTitle: "Todas sus listas"
    case .allListsLead(let organization):
      "Esta página muestra una sola lista. Podemos enviarle un enlace a todo lo que recibe de"
        + " \(organization)."
    case .allListsButton: "Enviarme un enlace a todas mis listas"
    case .allListsSent(let address): "Un mensaje con el enlace va en camino a \(address)."
    case .leaveThisTitle: "Darse de baja"
    case .leaveThisLink: "Darme de baja de esta lista"

    case .confirmTitle(let list): "¿Quiere estar en la lista de \(list)?"
    case .confirmTitleSeveral: "¿Quiere estar en estas listas?"
    case .confirmLead(let address): "Las noticias llegarán a \(address)."
    case .confirmButton: "Sí, quiero recibirlas"
    case .confirmNotYou:
      "¿No lo ha pedido usted? Cierre esta página y no volverá a saber de ello."
    case .confirmedTitle: "Ya está en la lista"
    case .confirmed(let address): "A partir de ahora las noticias llegan a \(address)."
    case .confirmedNext:
      "Al final de cada mensaje hay un enlace para cambiar sus preferencias o darse de baja."
    case .moveTitle: "¿Usar esta dirección a partir de ahora?"
    case .moveLead(let address):
      "Sus noticias llegarán a \(address) y ya no a la dirección anterior."
    case .moveButton: "Sí, usar esta dirección"
    case .movedTitle: "Su dirección ha cambiado"
    case .moved(let address): "A partir de ahora sus noticias llegan a \(address)."
    case .moveBackTitle: "¿Deshacer el cambio?"
    case .moveBackLead(let present, let address):
      "Sus noticias llegan ahora a \(present). Volverán a llegar a \(address)."
    case .moveBackButton: "Sí, deshacer el cambio"
    case .choiceTitle: "Sus listas"
    case .choiceFor(let address): "Todo lo que llega a \(address)"
    case .choiceLegend: "¿Qué noticias quiere recibir?"
    case .choiceSave: "Guardar mis preferencias"
    case .choiceSaved: "Guardado."
    case .choiceLeaveAll: "Darme de baja de todas las listas"
    case .choiceLeaveAllLead(let organization): "No recibir nada más de \(organization):"
    case .expiredTitle: "Este enlace ha caducado"
    case .expired:
      "Por su seguridad, un enlace así solo funciona unos días. Puede pedir uno nuevo."

    case .notFoundTitle: "No encontramos esta página"
    case .notFound:
      "Puede que el enlace esté cortado o sea demasiado antiguo. Copie el enlace entero de su"
        + " mensaje o pídanos uno nuevo."
    case .notSentTitle: "Esta edición aún no se ha enviado"
    case .notSent:
      "Su enlace viene de una vista previa o de una prueba. Cuando la edición salga tal como la ha"
        + " visto, podrá leerse aquí."
    case .notAllowedTitle: "Aquí no se puede hacer eso"
    case .notAllowed: "Abra el enlace de su mensaje y use los botones de la página."
    case .tooLargeTitle: "Eso es demasiado"
    case .tooLarge:
      "Ha enviado más de lo que cabe en este formulario. Vuelva atrás y acórtelo, por favor."
    case .badRequestTitle: "No hemos podido leerlo"
    case .badRequest: "Algo se ha perdido por el camino. Vuelva atrás e inténtelo de nuevo."
    case .wrongTypeTitle: "No hemos podido leerlo"
    case .wrongType: "Esta página solo acepta lo que envía su propio formulario."
    case .foreignTitle: "Use nuestra propia página"
    case .foreign: "Esto se ha enviado desde otro sitio web, así que no hemos hecho nada."
    case .tooManyTitle: "Espere un poco, por favor"
    case .tooMany:
      "Ha habido muchas peticiones desde su conexión. Inténtelo de nuevo en unos minutos."
    case .brokenTitle: "Algo ha fallado por nuestra parte"
    case .broken: "No se ha cambiado nada. Inténtelo de nuevo más tarde."
    case .busyTitle: "Ahora mismo no damos abasto"
    case .busy: "No se ha cambiado nada. Inténtelo de nuevo dentro de un minuto."
    }
  }
}
