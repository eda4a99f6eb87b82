using System.Net;
using System.Net.Sockets;
using Ward.Ingest.Feeds;

namespace Ward.Ingest.Tests.Feeds;

public sealed class KernelDropsTests
{
    [Fact]
    public void WhatASocketHasNoRoomForIsCountedToTheLastDatagram()
    {
        if (!OperatingSystem.IsLinux()) Assert.Skip("the count is Linux's own");
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { ReceiveBufferSize = 4096 };
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var drops = new KernelDrops(socket);
        using var sender = new UdpClient();
        sender.Connect((IPEndPoint)socket.LocalEndPoint!);
        for (var i = 0; i < 500; i++) sender.Send(new byte[200]);

        var dropped = drops.Take();
        var kept = 0;
        for (var buffer = new byte[200]; socket.Available > 0; kept++) socket.Receive(buffer);

        Assert.NotEqual(0u, dropped);
        Assert.Equal(500u, dropped + (uint)kept);
        Assert.Equal(0u, drops.Take());
    }
}
