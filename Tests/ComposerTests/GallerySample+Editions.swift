import Foundation
import Newsletter

@testable import Composer

extension GallerySample {
  static let one = GallerySample(
    name: "one", stories: [english(0, image: true)],
    theme: [
      "accentColor": "#7a1f5c", "logo": "https://www.rivervalley.example/files/logo.png",
      "logoWidth": "180", "logoHeight": "48",
    ])

  static let five = GallerySample(
    name: "five",
    stories: [
      english(0, image: true), english(1), english(2, image: true), english(3), english(4),
    ], federation: 2, theme: ["accentColor": "#7a1f5c"], introduction: welcome, notices: dates)

  static let thirty = GallerySample(
    name: "thirty", stories: (0..<30).map { english($0, image: $0 % 6 == 0) }, federation: 6,
    theme: ["accentColor": "#1f5f8b", "font": "verdana", "width": "640"], notices: dates)

  static let noImages = GallerySample(
    name: "no-images", affiliate: "Millbrook Teachers Association",
    stories: (2..<7).map { english($0) }, federation: 1,
    theme: [
      "accentColor": "#2e6b3f", "backgroundColor": "#f6f1e7", "textColor": "#33302a",
      "font": "georgia", "headingFont": "palatino",
    ], introduction: welcome)

  static let longWords = GallerySample(
    name: "long-words", affiliate: "Betriebsrätegemeinschaftsversammlungsausschuss Millbrook Falls",
    stories: [
      listing(
        "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz: what it means for members",
        "See https://www.rivervalley.example/a/very/long/address/that/nobody/can/break/anywhere"
          + "/because/it/has/no/spaces/at-all?and=a&query=too and tell others.",
        link: "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"),
      listing(
        "Pneumonoultramicroscopicsilicovolcanoconiosispneumonoultramicroscopicsilicovolcano",
        "Supercalifragilisticexpialidocious-supercalifragilisticexpialidocious-supercalifragilistic."
      ),
      english(1),
    ], theme: ["accentColor": "#f2b705", "headingFont": "trebuchet", "width": "520"],
    notices: [
      Notice(
        date: LocalDate(year: 2026, month: 12, day: 4),
        title: "Vorstandssitzungsprotokollgenehmigungsversammlung",
        text: "In the hall at Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch.")
    ])

  static let spanish = GallerySample(
    name: "spanish", language: "es", affiliate: "Trabajadores del Transporte, Local 418",
    organization: "Federación Laboral de River Valley", stories: spanishStories, federation: 1,
    theme: ["accentColor": "#c8102e"],
    introduction: "Estimados compañeros:\n\nLa **asamblea anual** es el *4 de diciembre*.",
    notices: [
      Notice(
        date: LocalDate(year: 2026, month: 12, day: 4), title: "Asamblea anual",
        text: "A las 18:00 en el salón de la calle Wharf.")
    ])

  static let missingFields = GallerySample(
    name: "missing-fields", affiliate: "Transit Workers Local 418",
    stories: [
      Listing(title: "Only a title"),
      Listing(
        url: URL(string: "https://www.rivervalley.example/story/2"), title: "",
        summary: "This one has no title of its own, so its address stands for it."),
      Listing(
        url: URL(string: "https://www.rivervalley.example/story/3"), title: "No teaser and no date"),
      Listing(
        title: "No address", published: Press.clock,
        summary: "It can be read nowhere else, so all of it stands here.\n\nIn two paragraphs."),
    ], notices: [Notice(text: "The office is *closed* on Thursday.")], hasWebsite: false)

  static let rightToLeft = GallerySample(
    name: "right-to-left", language: "ar", affiliate: "نقابة ممرضات وادي النهر",
    organization: "اتحاد عمال وادي النهر", stories: arabicStories, federation: 1,
    theme: ["accentColor": "#0b6e6e", "font": "tahoma"],
    introduction:
      "الأعضاء الكرام،\n\nيُعقد **الاجتماع السنوي** يوم 4 كانون الأول:\n\n- تُفتح الأبواب في الخامسة والنصف\n"
      + "- التصويت على الميزانية في السابعة\n\n> لا شيء عنا بدوننا.",
    notices: [
      Notice(
        date: LocalDate(year: 2026, month: 12, day: 4), title: "الاجتماع السنوي",
        text: "الساعة السادسة مساءً في القاعة الكبرى.")
    ], wording: arabicWords)

  private static let welcome = """
    Dear members,

    The **annual meeting** is on *December 4*. Please [read the agenda](https://www.rivervalley.example/agenda?x=1&y=2) before you come:

    - Doors open at 5:30, with soup and bread
    - We vote on the budget at 7

    > Nothing about us without us.
    """

  private static let dates = [
    Notice(
      date: LocalDate(year: 2026, month: 12, day: 4), title: "Annual meeting",
      text:
        "Doors open at 5:30 pm, 48 Wharf Street. [Tell us that you are coming](https://www.rivervalley.example/annual)."
    ),
    Notice(
      date: LocalDate(year: 2026, month: 12, day: 12), title: "Stewards' training",
      text: "A full day on grievances, lunch included."),
    Notice(text: "The office is closed on Thursday and Friday for the holiday."),
  ]

  private static let arabicWords = [
    "readStory": "اقرأ الخبر", "inThisIssue": "في هذا العدد", "stories": "{count} أخبار",
    "andMore": "و{more} أخبار أخرى", "unsubscribe": "إلغاء الاشتراك", "preferences": "تفضيلاتك",
    "whySubscribed": "تصلك هذه الرسالة لأنك مشترك في قائمة {affiliate}.",
    "wentTo": "وصلت هذه الرسالة إلى قائمة {affiliate}.", "viewInBrowser": "اعرضها في المتصفح",
    "visitWebsite": "زوروا موقعنا", "fromFederation": "من {organization} أيضًا",
    "dates": "مواعيد وإعلانات", "moreStories": "أخبار أخرى", "greeting": "عزيزنا",
    "greetingEnd": "،", "greetingAll": "الأعضاء الكرام،", "opening": "إليكم أخبار {affiliate}.",
  ]
}

/// Where the stories' words are.
extension GallerySample {
  static func listing(
    _ title: String, _ summary: String, link: String? = nil, image: Bool = false, number: Int = 1
  ) -> Listing {
    let address = "https://www.rivervalley.example"
    return Listing(
      url: URL(string: "\(address)/news/\(number)"), title: title,
      published: Press.clock.addingTimeInterval(Double(-86_400 * (number % 12))), summary: summary,
      links: link.flatMap { text in
        URL(string: "\(address)/files/\(number).pdf").map { [RelatedLink(text: text, url: $0)] }
      } ?? [],
      image: image ? URL(string: "\(address)/files/picture-\(number).jpg") : nil,
      // One picture's source does not say how large it is.
      imageSize: image && number != 3 ? PictureSize(width: 1200, height: 675) : nil,
      // Nor does every source say what is to be seen.
      imageAlt: image && number == 1 ? "A crowd on the steps of a hospital" : nil)
  }

  static func english(_ number: Int, image: Bool = false) -> Listing {
    let (title, summary, link) = englishTexts[number % englishTexts.count]
    let round = number / englishTexts.count
    let marked = round == 0 ? title : "\(title), part \(round + 1)"
    return listing(marked, summary, link: link, image: image, number: number + 1)
  }

  private static let englishTexts: [(String, String, String?)] = [
    (
      "Nurses at Millbrook General ratify a contract with safe staffing",
      "After eleven months at the table, nurses voted 612 to 48 for a contract that puts staffing "
        + "ratios in writing for every unit and every shift. Raises come to 14 percent over three "
        + "years.\n\nThe new ratios begin on January 1, and a committee of bedside nurses will see "
        + "to it that they are kept.",
      "Read the summary of the contract"
    ),
    (
      "What the new overtime rule means on night shift",
      "From December on, nobody can be held over for a second shift without being asked first. "
        + "We explain what counts as an emergency, what to write down, and whom to call.", nil
    ),
    (
      "Scholarships for members and their children: apply by January 15",
      "Twenty scholarships of $1,500 are there for study that begins next fall, at a college or in "
        + "an apprenticeship. Last year only nine people applied.",
      "Click here for the form and the rules"
    ),
    (
      "Transit riders and drivers march together for safer stops",
      "More than four hundred people walked from the depot to City Hall on Saturday. The council "
        + "has put lighting at sixty stops on its agenda for the spring.", nil
    ),
    (
      "Food drive fills two trucks",
      "Thank you: members of nineteen locals brought 6,200 pounds of food to the hall. It goes to "
        + "four pantries before Thanksgiving.",
      "See the pictures"
    ),
    (
      "New stewards sworn in", "Welcome to the fourteen people who took the oath on Monday night.",
      nil
    ),
    (
      "Retirees' chapter meets on the second Tuesday",
      "Coffee at ten, the program at half past ten. This month a counselor answers questions about "
        + "Medicare's open enrollment, which ends on December 7.", nil
    ),
    (
      "Why your pension statement looks different this year",
      "The fund has a new administrator and a new form. Nothing about your benefit has changed; "
        + "here is where to find each number.", "The old form and the new one, side by side"
    ),
  ]

  static let spanishStories = [
    listing(
      "Las conductoras ratifican un contrato con descansos garantizados",
      "Tras once meses de negociación, el 93 por ciento votó a favor. Los nuevos horarios empiezan "
        + "el 1 de enero.", link: "Lea el resumen del contrato", image: true, number: 1),
    listing(
      "Becas para afiliados y sus hijos: hasta el 15 de enero",
      "Hay veinte becas de 1.500 dólares para estudios o aprendizaje. El año pasado solo hubo nueve "
        + "solicitudes.", number: 2),
    listing(
      "La colecta de alimentos llenó dos camiones",
      "Gracias: diecinueve locales trajeron 6.200 libras de comida, que van a cuatro despensas.",
      link: "Vea las fotos", number: 3),
  ]

  static let arabicStories = [
    listing(
      "الممرضات يصوّتن لعقد يضمن عددًا آمنًا من العاملين",
      "بعد أحد عشر شهرًا من التفاوض صوّتت الأغلبية لصالح العقد الجديد، وتبدأ النسب الجديدة في الأول من كانون الثاني.",
      link: "اقرأ ملخص العقد", image: true, number: 1),
    listing(
      "منح دراسية للأعضاء وأبنائهم", "عشرون منحة للدراسة التي تبدأ في الخريف المقبل.", number: 2),
    listing(
      "حملة الغذاء تملأ شاحنتين", "شكرًا لكم: جمع الأعضاء 6200 رطل من الغذاء لأربعة مخازن.",
      number: 3),
  ]
}
