using Ward.Server.Application.Exports;

namespace Ward.Server.Tests.Application;

public sealed class OutgoingDocumentsTests
{
    [Fact]
    public void WhatLeavesAsOcsfAndIsNoneIsCountedWithTheFirst()
    {
        var documents = new OutgoingDocuments();
        Assert.Null(documents.Trouble);
        documents.See("{\"class_uid\":3002,\"no_such\":1}"u8.ToArray());
        documents.See("{"u8.ToArray());
        Assert.StartsWith("2 documents are no valid OCSF; the first: ", documents.Trouble, StringComparison.Ordinal);
    }

    [Fact]
    public void AdviceTakesNoErrorsPlace()
    {
        var documents = new OutgoingDocuments();
        documents.See("""{"class_uid":3002,"category_uid":3,"activity_id":1,"activity_name":"Came","type_uid":300201,"time":1,"severity_id":1,"user":{"name":"root"},"dst_endpoint":{"ip":"192.0.2.1","type_id":0,"type":"Grave"},"metadata":{"version":"1.9.0-dev","product":{"name":"p"}},"no_such":1}"""u8.ToArray());
        Assert.StartsWith("1 document is no valid OCSF; the first: no_such: ", documents.Trouble, StringComparison.Ordinal);
    }
}
