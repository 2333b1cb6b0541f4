import Foundation
import Lint
import Testing

@Suite("The way to leave in a file of its own")
struct LeaveLinkTests {
  /// Whether a file with this link is found to have no way to leave.
  private func lacks(_ href: String, _ words: String) -> Bool {
    let html = "<p><a href=\"\(href)\">\(words)</a></p>"
    return Lint().report(on: LintSubject(name: "page.html", html: html)).findings
      .contains { $0.id == .noUnsubscribe }
  }

  @Test(
    "is known by its words, in many languages",
    arguments: [
      "Unsubscribe", "unsubscribe here", "Opt-out", "Darse de baja", "Se désabonner", "Abmelden",
      "إلغاء الاشتراك", "الغاء الاشتراك", "לביטול הרשמה", "لغو اشتراک", "ان سبسکرائب", "退订",
      "Отписаться", "Hủy đăng ký", "수신거부", "配信停止", "Cancelar inscrição", "Annulla l’iscrizione",
    ])
  func words(_ words: String) {
    #expect(!lacks("https://rivervalley.example/x", words))
  }

  @Test(
    "is known by the address of a Broadsheet site, whatever it is called",
    arguments: [
      "https://news.rivervalley.example/u/k1.BJYB6QrdtFfLuloE6T4FhTQqZx4sQ9X3kX7V0ew",
      "https://rivervalley.example/news/u/k1.BJYB6QrdtFfLuloE6T4FhTQqZx4sQ9X3kX7V0ew",
    ])
  func own(_ address: String) {
    #expect(!lacks(address, "ᐃᓄᒃᑎᑐᑦ"))
  }

  @Test(
    "is not taken from any link that comes along",
    arguments: [
      "https://rivervalley.example/u/ana", "https://rivervalley.example/u/k1.short",
      "https://rivervalley.example/v/k1.BJYB6QrdtFfLuloE6T4FhTQqZx4sQ9X3kX7V0ew",
      "https://rivervalley.example/u/k1.BJYB6QrdtFfLuloE6T4FhTQqZx4sQ9X3kX7V0ew/x", "/u/", "",
    ])
  func others(_ address: String) {
    #expect(lacks(address, "Read the story"))
  }
}
