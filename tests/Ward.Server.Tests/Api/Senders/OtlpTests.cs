using System.Net;
using Grpc.Core;
using Grpc.Net.Client;

namespace Ward.Server.Tests.Api.Senders;

public sealed class OtlpTests(SenderServer ward) : IClassFixture<SenderServer>
{
    /// <summary>One record whose body is "hello": resource_logs(1) / scope_logs(2) / log_records(2) / body(5) / string_value(1).</summary>
    internal static readonly byte[] Hello = [0x0a, 0x0d, 0x12, 0x0b, 0x12, 0x09, 0x2a, 0x07, 0x0a, 0x05, .. "hello"u8];

    [Theory]
    [InlineData("/v1/logs", false)]
    [InlineData("/otlp/web/v1/logs", true)]
    public async Task RecordsInProtobufAreDurableWhenTheyAreAnswered(string path, bool gzip)
    {
        var answer = await ward.Send(HttpMethod.Post, path, "Bearer " + await ward.Token("web"), SenderServer.Body(Hello, "application/x-protobuf", gzip));
        Assert.Equal((HttpStatusCode.OK, "application/x-protobuf", 0), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType, (await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).Length));
        Assert.Contains("{\"otlp\":{\"body\":\"hello\"}}", await ward.Lines("web"));
    }

    [Fact]
    public async Task ARecordThatIsNotKeptIsSaidInThePartialSuccess()
    {
        var long1 = new string('x', 70_000);
        var answer = await ward.Send(HttpMethod.Post, "/v1/logs", "Bearer " + await ward.Token("web"),
            SenderServer.Body($"{{\"resourceLogs\":[{{\"scopeLogs\":[{{\"logRecords\":[{{\"body\":{{\"stringValue\":\"{long1}\"}}}}]}}]}}]}}", "application/json"));
        Assert.Equal("{\"partialSuccess\":{\"rejectedLogRecords\":\"1\",\"errorMessage\":\"longer than 65536 bytes\"}}", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("text/plain", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/x-protobuf", HttpStatusCode.BadRequest)]
    [InlineData("application/json", HttpStatusCode.BadRequest)]
    public async Task WhatIsNoRequestIsRefused(string type, HttpStatusCode expected) =>
        Assert.Equal(expected, (await ward.Send(HttpMethod.Post, "/v1/logs", "Bearer " + await ward.Token("web"), SenderServer.Body([0xff, 0xff], type))).StatusCode);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task AGrpcClientIsAnswered(bool gzip)
    {
        await using var secure = new SenderServer { Tls = true };
        await secure.InitializeAsync();

        Assert.Empty(await Call(secure, await secure.Token("web"), Hello, gzip));
        Assert.Contains("{\"otlp\":{\"body\":\"hello\"}}", await secure.Lines("web"));
        var unknown = await Assert.ThrowsAsync<RpcException>(() => Call(secure, "nonsense", Hello, gzip));
        Assert.Equal(StatusCode.Unauthenticated, unknown.StatusCode);
        var token = await secure.Token("web");
        var broken = await Assert.ThrowsAsync<RpcException>(() => Call(secure, token, [0xff], gzip));
        Assert.Equal((StatusCode.InvalidArgument, "not an OTLP logs request"), (broken.StatusCode, broken.Status.Detail));
    }

    private static async Task<byte[]> Call(SenderServer to, string token, byte[] message, bool gzip)
    {
        using var channel = GrpcChannel.ForAddress(to.Address, new GrpcChannelOptions
        {
            HttpHandler = new SocketsHttpHandler { SslOptions = { RemoteCertificateValidationCallback = (_, shown, _, _) => to.IsOurs(shown) } },
            DisposeHttpClient = true,
        });
        var bytes = Marshallers.Create(b => b, b => b);
        var export = new Method<byte[], byte[]>(MethodType.Unary, "opentelemetry.proto.collector.logs.v1.LogsService", "Export", bytes, bytes);
        var headers = new Metadata { { "authorization", "Bearer " + token } };
        if (gzip) headers.Add("grpc-internal-encoding-request", "gzip");
        return await channel.CreateCallInvoker().AsyncUnaryCall(export, null, new CallOptions(headers, cancellationToken: TestContext.Current.CancellationToken), message);
    }
}
