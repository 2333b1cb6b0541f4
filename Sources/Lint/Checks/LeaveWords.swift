import Foundation

/// How a link to leave a list is known in a page that does not say which of its links it is.
enum LeaveWords {
  /// Their essences by the first octet, so that one pass over a text finds them all.
  private static let byFirst: [UInt8: [[UInt8]]] = Dictionary(
    grouping: written.map { Array(Words.essence($0).utf8) }.filter { !$0.isEmpty }, by: { $0[0] })

  /// Whether a text speaks of leaving.
  static func areIn(_ text: String) -> Bool {
    let essence = Array(Words.essence(text).utf8)
    return essence.indices.contains { place in
      byFirst[essence[place]]?.contains { essence[place...].starts(with: $0) } ?? false
    }
  }

  /// As links say it, in the languages that newsletters are most often written in.
  private static let written = [
    // English, Spanish, Portuguese, French, Italian, Catalan
    "unsubscrib", "opt out", "leave the list", "leave this list", "stop receiving", "dar de baja",
    "darse de baja", "darme de baja", "dese de baja", "darte de baja", "cancelar la suscripción",
    "cancelar suscripción", "anular suscripción", "cancelar inscrição", "cancelar a inscrição",
    "cancelar subscrição", "descadastrar", "désabonner", "désinscri", "disiscriv",
    "annulla iscrizione", "annulla l’iscrizione", "cancella iscrizione", "donar-se de baixa",
    // German, Dutch, the languages of the North
    "abmelden", "abbestellen", "austragen", "uitschrijven", "afmelden", "avregistrer",
    "avsluta prenumeration", "avmeld", "meld deg av", "afmeld", "peruuta tilaus", "lopeta tilaus",
    // The East
    "wypisz", "zrezygnuj z subskrypcji", "anuluj subskrypcję", "odhlásit", "odhlásiť", "leiratkoz",
    "dezabon", "отписа", "відписа", "отпиши", "odjav", "διαγραφή", "κατάργηση εγγραφής",
    "abonelikten", "aboneliği iptal",
    // Arabic, Persian, Urdu, Hebrew, Yiddish
    "إلغاء الاشتراك", "الغاء الاشتراك", "إلغاء اشتراك", "لغو اشتراک", "لغو عضویت", "ان سبسکرائب",
    "رکنیت ختم", "הסר", "הסרה", "ביטול הרשמה", "ביטול מנוי", "להסרה",
    // Asia, the Pacific, the Caribbean
    "退订", "退訂", "取消订阅", "取消訂閱", "配信停止", "購読解除", "登録解除", "수신거부", "구독 취소",
    "hủy đăng ký", "huỷ đăng ký", "ยกเลิกการรับ", "ยกเลิกการสมัคร", "berhenti berlangganan",
    "dezabòne", "सदस्यता समाप्त", "सदस्यता छोड़", "সাবস্ক্রাইব বাতিল",
  ]

  /// Whether this leads to the page of a Broadsheet site on which a reader leaves: `…/u/KEY.TOKEN`,
  /// whatever the link's words are.
  static func isOwnLink(_ target: String) -> Bool {
    guard let components = URL(string: target)?.pathComponents, components.count > 2,
      components[components.count - 2] == "u"
    else { return false }
    let parts = components[components.count - 1].split(
      separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2, (1...16).contains(parts[0].utf8.count), parts[1].utf8.count >= 24 else {
      return false
    }
    return parts.allSatisfy { $0.utf8.allSatisfy { Letters.isName($0) && $0 != 0x3A } }
  }
}
