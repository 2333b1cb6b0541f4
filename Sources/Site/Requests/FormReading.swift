/// Reads the body of a POST by its media type.
enum FormReading {
  /// - Parameter type: the field `Content-Type`, if there is one.
  static func form(_ bytes: [UInt8], type: String?) throws(RequestFault) -> FormBody {
    guard bytes.count <= FormBody.longest else { throw RequestFault(.tooLarge) }
    // Nothing posted is nothing asked, whatever it is called.
    if bytes.isEmpty { return FormBody() }
    let media = MediaTypeField(type ?? "")
    let form: FormBody?
    switch media.value {
    case "application/x-www-form-urlencoded": form = FormBody(urlEncoded: bytes)
    case "multipart/form-data":
      guard let boundary = media.parameter("boundary"), (1...70).contains(boundary.utf8.count)
      else { throw RequestFault(.badRequest) }
      form = FormBody(multipart: bytes, boundary: boundary)
    default: throw RequestFault(.wrongType)
    }
    guard let form else { throw RequestFault(.badRequest) }
    return form
  }
}

/// A request that gets a page about what is wrong with it.
struct RequestFault: Error, Equatable {
  let problem: Problem

  init(_ problem: Problem) { self.problem = problem }
}
