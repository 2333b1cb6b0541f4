import Foundation
import Web

/// The pages of a mail catcher: the list, and each message.
struct CaughtPages: LoopbackPages {
  let folder: CaughtFolder
  /// Where to send what shall be seen here.
  let smtp: String

  var style: String { CaughtStyle.text }

  func mark() async -> String { await folder.mark() }

  func answer(to target: RequestTarget) async -> WebAnswer? {
    guard let path = CaughtPath(target.path) else { return nil }
    switch path {
    case .list: return await list(target.fields)
    case .message(let number, let view): return await message(number, view)
    case .frame(let number): return await sheet(number)?.sheet.framed
    case .file(let number):
      return await sheet(number).map { $0.sheet.file(named: FileName.safe($0.entry.name)) }
    case .part(let number, let part): return await sheet(number)?.sheet.file(ofPart: part)
    }
  }

  private func list(_ fields: FormFields) async -> WebAnswer {
    let index = await folder.look()
    let search = CaughtSearch(
      words: Excerpt.text(fields["find"] ?? "", octets: 200).trimmingCharacters(in: .whitespaces),
      before: fields["before"].flatMap { Int($0) })
    let page = await search.page(of: index, in: folder.path)
    return WebAnswer(
      CaughtListPage(index: index, search: search, page: page, smtp: smtp, now: Date()).html)
  }

  private func message(_ number: Int, _ view: MessageView?) async -> WebAnswer? {
    guard let (index, entry, file) = await open(number) else { return nil }
    let sheet = MessageSheet(file.octets(), at: "/\(number)")
    // One that it has not is shown as the best that it has.
    let view = view.flatMap { sheet.views.contains($0) ? $0 : nil } ?? sheet.views[0]
    return WebAnswer(
      CaughtMessagePage(
        entry: entry, index: index, sheet: sheet, view: view, size: file.size, time: file.time,
        envelope: CaughtFile.envelope(of: entry.name, in: folder.path)
      ).html)
  }

  private func sheet(_ number: Int) async -> (entry: CaughtIndex.Entry, sheet: MessageSheet)? {
    guard let (_, entry, file) = await open(number) else { return nil }
    return (entry, MessageSheet(file.octets(), at: "/\(number)"))
  }

  private func open(_ number: Int) async -> (CaughtIndex, CaughtIndex.Entry, CaughtFile)? {
    let index = await folder.look()
    guard let place = index.place(of: number),
      let file = CaughtFile(index.entries[place].name, in: folder.path)
    else { return nil }
    return (index, index.entries[place], file)
  }
}
